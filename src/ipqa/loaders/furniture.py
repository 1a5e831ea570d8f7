"""Single lines that belong to a page and not to its article, told by their words."""

from __future__ import annotations

import re

_SITES = (
    "facebook|twitter|x|linkedin|whatsapp|wechat|weixin|weibo|telegram|reddit|pinterest|instagram|"
    "youtube|tiktok|mastodon|bluesky|threads|messenger"
)
_MAIL = "newsletters?|alerts?|updates|inbox|briefings?|mailing list|digest"
_WHOLE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(>>|<<|«|»|←|↑)?\s*back(\s+to\s+[^.]{1,20})?$|^skip to (main )?(content|navigation)$",
        r"^(>>|<<|«|»|←|→)?\s*(previous|next|older|newer)( (article|story|post|page)s?)?"
        r"\s*(>>|<<|«|»|←|→)?$",
        r"^(i )?(accept|reject|allow|decline|agree|refuse|manage|customi[sz]e|save|confirm)"
        r"(( and|/|,)? ?(all|only|cookies?|preferences|settings|choices|options|close|essential|"
        r"necessary|continue|proceed|accept|reject|decline|more))*$|^(got it|ok(ay)?)!?$",
        r"^(share|print|e-?mail) this\b[^.]{0,30}$|^(share|follow us) on\b[^.]{0,30}$",
        r"^follow us\b[^.]{0,40}$|^(share|print|save|bookmark|listen|e-?mail)\s*:?$",
        r"^edition:\s.{0,80}$|^(home|homepage)\s*(>|»|/|\||›|::)|^you are here\s*:",
        r"^(subscribe|sign up|log in|sign in|register)( (now|here|to|for|with)\b[^.]{0,40})?!?$",
        r"^(advertisement|advert|ad|anzeige|publicité|广告|sponsored( content| post)?)"
        r"( [-–—] .{0,40})?$",
        r"^\W*(article|story|text) continues (below|after)\b.{0,40}$",
        r"^(continue reading|read (the )?(full|whole|more)( (article|story|"
        r"report))?( here)?|show more|"
        r"load more|view (all|more)|see all|see more|menu|search|loading)\W*(>>|»|→)?$",
        r"^scroll (down )?(to|for)\b.{0,30}$|^\W*(text|font) size\b.{0,20}$",
        r"^all rights reserved\W*$|^(copyright\s*)?(©|\(c\)).{0,160}$",
        r"^.{0,40}ICP\s*(备|证).{0,40}$|^.{0,40}公网安备.{0,40}$|^版权所有.{0,60}$",
        r"^\W*(page|seite|p\.)\s*\d+(\s*(of|von|de|/)\s*\d+)?\W*$|^[-–—]\s*\d{1,4}\s*[-–—]$",
        r"^\W*\d{1,3}\s*(/|of)\s*\d{1,3}\W*$|^第\s?\d+\s?页.{0,12}$",
        r"^\(?\d[\d,.]*\s?k?\s+(comments?|shares?|likes?|views?|replies|reads?|reactions?)\)?$",
        r"^(comments?|kommentare|commentaires|评论|replies)\s*[:(]?\s*\d*\)?$",
        r"^(leave|post|add|write|join) (a |the |your )?(comment|reply|conversation|discussion)s?\b"
        r"[^.]{0,20}$",
        r"^(no|view|show|load|see|read|hide|be the first to)\b[^.]{0,14}\bcomments?( yet)?\W*$",
        r"^(reading time\s*:?\s*)?\d+[ -]?min(ute)?s?( read| reading time)?\W*$",
        r"^(tags?|tagged|topics?|keywords?|filed under|categor(y|ies)|"
        r"posted in|labels?|标签|关键词|"
        r"schlagw(o|ö)rte?r?|mots[- ]clés|étiquettes|sujets)\s*[:：](?!.*[.!?。]$).{1,200}$",
        r"^((chief |senior |web |responsible )?editors?|责任编辑|编辑|责编|校对)"
        r"\s*[:：]\s*\S{1,20}"
        r"( \S{1,20}){0,3}$",
        r"^(photos?|images?|pictures?|photographs?|credits?|foto|bild|"
        r"crédit photo|图|图片来源|摄影)"
        r"( credits?| courtesy| source)?( by| of)?\s*[:：].{1,120}$",
        r"^\W*((file |stock )?photo(graph)?s?|images?|pictures?|illustration) (by|"
        r"courtesy of|credit)\b"
        r"(?!.*\b(was|were|is|are|has|have|had)\b).{1,80}$",
        r"^\W*(分享(到|至)?|扫一扫|扫描二维码|相关链接|返回顶部|上一篇|下一篇|打印本页|"
        r"关闭窗口).{0,40}$",
        r"^(teilen|drucken|partager|imprimer|compartir|retour|zurück|zum seitenanfang|newsletter)"
        r"( .{0,30})?$(?<![.!?])",
        r"^https?://\S+(\s+\d+/\d+)?$",
    )
]
"""Lines that are never prose."""
_ASKING = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(please )?scan (the|this|our) (qr[- ]?)?code\b.{0,60}\b(follow|download|"
        r"subscribe|share|"
        r"app|more|read|join|open|wechat|official)\b",
        rf"^(please )?(subscribe|sign up|register)\b.{{0,80}}\b({_MAIL})\b.{{0,120}}$",
        rf"^(get|receive|join|want|enter)\b.{{0,80}}\b(your (in)?box|your email|our ({_MAIL}))\b"
        r".{0,120}$",
        r"^(enter|type) your e-?mail( address)?\b.{0,60}$|^never miss (a|an|another)\b.{0,60}$",
        r"^(thank you|thanks) for (subscribing|signing up|reading|your)\b.{0,80}$",
        r"^by (signing up|subscribing|registering|submitting|clicking|creating)\b.{0,80}\byou\b"
        r".{0,80}\b(agree|accept|consent|acknowledge)\b|^your e-?mail address will not\b.{0,60}$|"
        r"^our standards: .{0,60}$|^required fields are marked\b.{0,20}$",
        r"^(already|not( yet)?) a (subscriber|member)\b.{0,80}$",
        r"^(please )?click (here|on|below|the)\b.{0,120}$|^tap here\b.{0,80}$",
        rf"^(please )?(follow|like|find|join) (us|our [\w ]{{1,30}}|@\w+|"
        rf"the [\w ]{{1,40}}) (on|at|via) "
        rf"({_SITES})\b.{{0,80}}$",
        r"^(download|get|install) (our|the) (free |mobile |new )?([\w ]{1,20} )?app\b.{0,100}$",
        r"^(support|help fund) (our|independent|quality) \w+\b.{0,100}$",
        r"^(listen to|watch) this (article|story|video)\b.{0,60}$",
        r"^(have|got) (a|any) (news )?(tip|story|question|comment)s?\b.{0,20}\?.{0,100}$",
        r"^(do you have|want to share)\b.{0,60}\?\s*(e-?mail|contact|write)\b.{0,100}$",
        r"^copyright\s+\d{4}\b(?!.*\b(was|is|were|are|has|had)\b).{0,160}$",
        r"^(any |the |no )?(unauthori[sz]ed )?(reproduction|republication|redistribution|"
        r"duplication|reprint(ing)?|use of this)\b.{0,120}\b(prohibited|permission|"
        r"forbidden|consent)\b",
        r"^(no part of|this (material|article|content|site|page|story|website|text)|the (material|"
        r"content|information)s? (on|in|of) this)\b.{0,60}\b(may|must|can) not be (reproduced|"
        r"published|copied|broadcast|re\w+|distributed|used)\b",
        r"^no part of .{0,60}\bmay be (reproduced|copied|published|used)\b",
        r"^the (views|opinions)( and (views|opinions))? (expressed|in this)\b.{0,160}$",
        r"^(this|our) (web)?site is (owned|operated|published)\b.{0,120}$",
        r"^the .{2,60} is not responsible for the content of external\b.{0,60}$",
        r"^(use of|by using|your use of) this (web)?site\b.{0,60}\b(constitutes|terms|"
        r"agree|accept)",
        r"^to order (copies|presentation)\b.{0,120}$|^this copy is for your personal\b.{0,100}$",
        r"^(we value your privacy|your privacy( is important)?|about cookies|"
        r"cookies on this site)\W*$",
    )
]
"""Sentences that a page says to its reader; ones that report what somebody said are prose."""
_ENDING = re.compile(
    r"^.{0,40}\bcookie (policy|settings|notice|preferences|declaration|statement)$|"
    r"^.{0,60}\b(getty images|shutterstock|istock|afp via|imago|alamy)\b[^.]{0,20}$|"
    r"^.{0,140}\ball rights reserved\W*$",
    re.IGNORECASE,
)
_SHORT = 200
_STOPS = ".!?。！？"
_SAID = re.compile(
    r"\b(said|says|say|saying|told|tells|according|ruled|argued|fined|found|criticised|criticized|"
    r"announced|warned|added|wrote|advised|court|judge)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“”\"«»„]")
_COOKIES = re.compile(
    r"^(this|our|the) (web)?(site|page)( and its partners)? uses? (\w+ ){0,2}cookies\b|"
    r"^(we|we and our (\w+ ){0,3}partners|\w+ and its partners) (use|uses|store|place|set)\b"
    r".{0,60}\b(cookies|device)\b|"
    r"^(by|if you) (continu|us|brows|click|clos|accept)\w*\b.{0,150}\bcookies\b|"
    r"^cookies (help|allow|enable|are used|make)\b.{0,80}\b(us|our|site|website|you)\b|"
    r"^(we use|we value) .{0,40}(privacy|cookies)\b|"
    r"^(diese (web)?(seite|site)|wir|unsere (web)?(seite|site)) .{0,30}\bcookies\b|"
    r"^(ce site|nous|notre site) (utilis\w+|emplo\w+) .{0,30}\bcookies\b|"
    r"^(este sitio|utilizamos|usamos)\b.{0,30}\bcookies\b|"
    r"^(本|我们的?)(网站|站).{0,20}cookies?",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"cookie|consent|privacy|preference|personal (data|information)|personali[sz]|"
    r"\baccept|\breject|"
    r"opt[- ]?out|browser|\bsettings\b|\bagree|your experience|our (partners|site|website|traffic|"
    r"services)|this (web)?site|analy[sz]|advertis|tracking|third[- ]part|einstellung|zustimm|"
    r"datenschutz|erfahrung|accepter|confidentialité|paramètres|aceptar|privacidad|同意|隐私",
    re.IGNORECASE,
)
_LONGEST = 400
_WORD = re.compile(r"[^\W\d_]+")
_SHARING = frozenset(
    (
        f"{_SITES}|share|tweet|email|mail|print|copy|link|save|pocket|tumblr|line|qq|sms|rss|via|on|"
        "this|article|story|page|follow|us|post|like|pin|e|bookmark|embed|by|with|friends|more"
    ).split("|")
)
_SHARES = frozenset(f"{_SITES}|share|tweet|print".split("|")) - {"x", "threads"}
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
_SEPARATORS = re.compile(r"\s*[|·•>»/›‧]\s*|\s{3,}|\t")
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*(?=[^\s.!?])")


def is_furniture(line: str) -> bool:
    """Whether a whole line, without blanks around it, belongs to the page and not to its article.

    A sentence of prose on cookies, subscriptions or QR codes doesn't.
    """
    if len(line) <= _LONGEST and (
        any(pattern.match(line) for pattern in _WHOLE)
        or (len(line) <= _SHORT and line[-1:] not in _STOPS and _ENDING.match(line))
        or (line[-20:].lower().rstrip(" .!").endswith("rights reserved") and _ENDING.match(line))
        or (any(pattern.match(line) for pattern in _ASKING) and not _is_reported(line))
    ):
        return True
    return is_menu(line) or _is_sharing(line) or is_cookie_notice(line)


def is_cookie_notice(line: str) -> bool:
    """Whether a line begins as the notices on cookies do and speaks of little else."""
    if not _COOKIES.match(line) or len(line) > 3000:
        return False
    sentences = _SENTENCES.split(line)
    if _SAID.search(sentences[0]):
        return False
    asked = sum(bool(_CONSENT.search(sentence)) for sentence in sentences)
    return asked * 2 >= len(sentences)


def is_consent(line: str) -> bool:
    """Whether all of a line could go on with a notice on cookies that stands above it."""
    sentences = _SENTENCES.split(line) if len(line) <= 1000 else [""]
    return not _is_reported(line) and all(_CONSENT.search(sentence) for sentence in sentences)


def is_menu(line: str) -> bool:
    """Whether a line is a bar of a site's sections: ``Home | News | Sport``."""
    if len(line) > 300 or line.endswith((".", "!", "?", ":", "。")):
        return False
    words = [word.lower() for word in _WORD.findall(line)]
    if not 2 <= len(words) <= 30 or any(char.isdigit() for char in line):
        return False
    known = sum(word in _SECTIONS for word in words)
    bars = len(_SEPARATORS.split(line.strip(" |·•>»/")))
    if bars >= 4 and known >= len(words) * 0.5:
        return True
    return known >= max(2, len(words) * 0.6) and (bars >= 3 or len(words) != known or known >= 3)


def _is_reported(line: str) -> bool:
    return bool(_SAID.search(line) or _QUOTES.search(line))


def _is_sharing(line: str) -> bool:
    if len(line) > 160:
        return False
    words = []
    for match in _WORD.finditer(line):
        word = match[0].lower()
        if word not in _SHARING:
            return False
        words.append(word)
    return any(word in _SHARES for word in words) and line[-1] not in ".?"
