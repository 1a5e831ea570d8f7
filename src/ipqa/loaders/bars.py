"""Bars of short parts around an article: ``Home | News``, ``Log in · Basket (0)``."""

from __future__ import annotations

import re

SITES = (
    "facebook|twitter|x|linkedin|whatsapp|wechat|weixin|weibo|telegram|reddit|pinterest|instagram|"
    "youtube|tiktok|mastodon|bluesky|threads|messenger|xing|snapchat|flipboard|viber"
)
"""Places where pages ask to be shared and followed, for a pattern."""
_SHARING = frozenset(
    (
        f"{SITES}|share|tweet|email|mail|print|copy|link|save|pocket|tumblr|line|qq|sms|rss|via|on|"
        "this|article|story|page|follow|us|post|like|pin|e|bookmark|embed|by|with|friends|more|it|"
        "to|comment|comments|flip|send|teilen|drucken|merken|partager|imprimer|envoyer|compartir|"
        "imprimir|pdf|as"
    ).split("|")
)
_SHARES = frozenset(
    f"{SITES}|share|tweet|print|teilen|drucken|partager|imprimer|compartir".split("|")
)
_SHARES -= {"x", "threads", "line"}
_SECTIONS = frozenset(
    """home homepage news alerts articles cases links about contact us introduction login search
    menu archive archives videos video sports sport business world politics more top help sitemap
    events opinion culture economy science health technology tech travel weather jobs lifestyle
    local national international finance markets money entertainment arts books podcasts podcast
    photos gallery blog shop store subscribe register newsletters newsletter privacy policy terms of
    and use service conditions cookies accessibility advertise advertising careers faq legal notice
    imprint impressum datenschutz kontakt startseite politik wirtschaft kultur wissen reise
    accueil économie monde mentions légales contactez nous latest the in site map press my account
    sign log up out rss feed feeds mobile app apps editions edition company team corrections
    support disclaimer copyright""".split()
)
_LABELS = _SECTIONS | frozenset(
    """front page classifieds forum forums magazine analysis comment comments columns courts law
    issue issues issn back numbers basket cart wishlist checkout orders account profile logout
    signup signin join donate membership members subscription subscriptions our your an for at a
    staff editors editorial masthead ethics guidelines settings preferences cookie rights reserved
    statement data protection do not sell personal information report abuse error print save pdf
    share tweet pin it email e mail copy link send bookmark listen favourites favorites reading list
    later embed cite download text size font larger smaller full screen version desktop next
    reply like dislike report today's paper issue edition read follow faqs newsroom gift
    previous prev older newer first last
    über uns mediadaten anzeigen abo abonnieren abonnement anmelden registrieren abmelden konto
    warenkorb suche hilfe presse karriere agb nutzungsbedingungen barrierefreiheit newsticker
    sport panorama meinung gesellschaft wissenschaft technik gesundheit digital regionales lokales
    ausland inland recht archiv termine shop leserbriefe teilen drucken merken kommentare kommentar
    zur zum nach oben weiter zurück themen dossiers e-paper epaper werbung redaktion datenschutz
    erklärung cookie-einstellungen widerruf verträge kündigen
    actualités actualité politique société culture sports sciences santé idées opinions débats
    vidéos connexion inscription abonner abonnez vous s se connecter mon compte panier recherche
    aide plan du qui sommes conditions générales d utilisation cgu cgv confidentialité publicité
    partager imprimer envoyer commenter commentaires sommaire rechercher
    inicio noticias política economía cultura deportes opinión sociedad contacto aviso privacidad
    quiénes somos suscríbete iniciar sesión compartir imprimir buscar""".split()
)
_CHINESE_LABELS = re.compile(
    r"(?:首页|主页|网站首页|新闻(?:中心)?|要闻|时政|国内|国际|财经|经济|社会|文化|体育|娱乐|科技|教育|健康|"
    r"军事|法治|评论|观点|专题|视频|图片|图集|访谈|直播|专利|商标|版权|著作权|案例|法规|政策(?:法规)?|"
    r"公告|通知公告|数据|活动|会议|培训|服务|论坛|博客|微博|微信|公众号|客户端|手机版|电脑版|英文版|"
    r"(?:简|繁)体(?:中文|版)?|中文|登[录陆]|注册|会员(?:中心)?|个人中心|退出|搜索|帮助(?:中心)?|"
    r"关于我?们?|联系(?:我们|方式)|加入我们|诚聘英才|招聘(?:信息)?|人才招聘|网站(?:地图|声明)|"
    r"法律(?:声明|顾问)|版权(?:声明|所有)|隐私(?:政策|声明|保护)|免责声明|用户协议|服务条款|友情链接|"
    r"广告(?:服务|刊登|合作)|商务合作|合作伙伴|意见反馈|我要(?:评论|投稿|纠错)|投稿|纠错|举报|"
    r"设为首页|加入收藏|收藏(?:本[页文站])?|打印(?:本[页文])?|关闭(?:窗口|本页)?|推荐|分享|转发|点赞|"
    r"返回(?:顶部|首页|列表)?|下载|[大中小])"
)
_LANGUAGES = frozenset(
    """english deutsch français español italiano português polski nederlands svenska русский
    en de fr es it pt pl nl sv ru zh ja ko 中文 简体 繁體 简体中文 繁體中文 繁体中文
    中文简体 中文繁体     日本語 한국어 монгол türkçe dansk norsk suomi čeština العربية""".split()
)
_SITE_WORDS = frozenset(
    """news events jobs about contact classifieds forum archive search menu shop login subscribe
    newsletter sitemap advertise podcast videos gallery blog register kontakt archiv suche impressum
    recherche abonnés petites annonces anzeigen""".split()
)
_SMALL = frozenset("and of the in for to us use my on".split())
_PLAIN = frozenset("home homepage contact login sitemap privacy imprint impressum faq".split())
_HOMES = frozenset("home homepage startseite accueil inicio".split())
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATORS = re.compile(r"\s*[|·•>»/›‧]\s*|\s{3,}|\t")
_PARTS = re.compile(r"\s*[|｜·•>＞»›‧/／→]\s*|\s+[-–—]\s+|\s{2,}|\t|[\]】）]\s*[\[【（]|[\[\]【】]")
_COUNT = re.compile(r"\s*[\[(（]?\b\d{1,6}[\])）]?$")
_STEPS = re.compile(r"\s+(?:>|>>|»|›|＞)\s+|(?<=[^\x00-\x7f])[>＞»›](?=[^\x00-\x7f])")
_CLOSED = (".", "!", "?", ":", ",", ";", "。", "！", "？", "：", "；", "”", '"')


def is_bar(line: str) -> bool:
    """Whether a line is a bar of labels, of a site's menu, its languages or its buttons."""
    return is_menu(line) or is_sharing(line) or _is_path(line) or _is_languages(line)


def bar_parts(line: str) -> list[str]:
    """The parts of a line that marks or gaps divide; none where it is too long for a bar."""
    if len(line) > 300 or line.endswith(_CLOSED):
        return []
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    return parts if len(parts) > 1 and all(len(part) <= 80 for part in parts) else []


def is_label(part: str) -> bool:
    """Whether a part of a bar is the name of a section, a button or a legal page."""
    part = _COUNT.sub("", part.strip(" :：")).lower() or part
    if all(_CHINESE_LABELS.fullmatch(word) for word in part.split()):
        return True
    words = _WORD.findall(part)
    return 0 < len(words) <= 5 and all(word in _LABELS or word in _LANGUAGES for word in words)


def is_menu(line: str) -> bool:
    """Whether a line is a bar of a site's sections: ``Home | News | Sport``."""
    if len(line) > 300 or line.endswith(_CLOSED):
        return False
    words = [word.lower() for word in _WORD.findall(line)]
    if not 2 <= len(words) <= 30 or any(char.isdigit() for char in line):
        return False
    known = sum(word in _SECTIONS for word in words)
    bars = len(_SEPARATORS.split(line.strip(" |·•>»/")))
    if bars >= 4 and known >= len(words) * 0.5:
        return True
    if bars == 1:  # where a heading has such words too
        telling = [word for word in words if word not in _SMALL]
        known = sum(word in _SECTIONS for word in telling)
        least = 3 if any(word in _PLAIN for word in telling) else 4
        return known >= max(least, len(telling) * 0.6) or _is_bare_menu(line)
    return known >= max(2, len(words) * 0.6) and (bars >= 3 or len(words) != known or known >= 3)


def _is_bare_menu(line: str) -> bool:
    """Whether a line is a menu without marks between its parts; titles have other words too."""
    words = line.split()
    if len(words) > 3 and all(_CHINESE_LABELS.fullmatch(word) for word in words):
        return True
    if len(words) < 5 or any(word[0].islower() or not word[-1].isalnum() for word in words):
        return False
    known = [word.lower() for word in words]
    home = next((at for at, word in enumerate(known) if word in _HOMES), None)
    if home is None:
        return False
    below = sum(word in _SITE_WORDS for word in known[home + 1 :])
    return below >= (2 if home == 0 else 3)


def is_sharing(line: str) -> bool:
    """Whether a line only offers to share the page: ``Tweet  Share  Pin it  Comments (14)``."""
    if len(line) > 160:
        return False
    before, colon, after = line.partition(":")
    asks = re.match(r"(?:share|teilen|partager|compartir|follow)\b", before, re.IGNORECASE)
    words = _WORD.findall(after if colon and asks and len(before) <= 40 else line)
    known = [word.lower() for word in words]
    if not known or not all(word in _SHARING for word in known):
        return False
    return any(word in _SHARES for word in known) and line[-1] not in ".?"


def _is_path(line: str) -> bool:
    """Whether a line is the way to a page: ``News > Patents > Europe``."""
    if len(line) > 160 or line.endswith(_CLOSED) or "«" in line or "‹" in line:
        return False
    steps = _STEPS.split(line)
    if len(steps) < 3 and not (len(steps) == 2 and is_label(steps[0])):
        return False
    if any(char.isdigit() for step in steps[:-1] for char in step):
        return False
    return all(0 < len(step.split()) <= 4 and len(step) <= 40 for step in steps[:-1])


def _is_languages(line: str) -> bool:
    if len(line) > 160:
        return False
    words = [word for word in re.split(r"[\s|｜/·•,]+", line.lower()) if word]
    return len(words) >= 3 and all(word in _LANGUAGES for word in words)
