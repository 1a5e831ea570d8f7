"""Single lines that belong to a page and not to its article, told by their words."""

from __future__ import annotations

import re

from ipqa.loaders.bars import bar_parts, is_bar, is_label
from ipqa.loaders.foreign import FOREIGN
from ipqa.loaders.notices import is_asking, is_cookie_notice

_WHOLE = re.compile(
    "|".join(
        (
            r"^(>>|<<|«|»|←|↑|‹|\^)?\s*back(\s+to\s+((the|all)\s+)?(top|start|home|homepage|list|"
            r"news|articles?|stories|overview|results|index|contents|main|menu|previous|search|blog|"
            r"archives?)(\s+\w{1,12}){0,2})?\s*[↑^»]?$|"
            r"^(return|go) to (the )?(top|home\w*|start|front page|menu|overview)( of "
            r"[^.]{1,20})?$|"
            r"^(skip|jump|go) (directly )?to\b[^.]{0,20}\b(content|navigation|search|menu|footer|"
            r"header|"
            r"comments|top|article|text|bottom|page)$",
            r"^(>>|<<|«|»|←|→)?\s*(previous|next|older|newer)( (article|story|post|page)s?)?"
            r"\s*(>>|<<|«|»|←|→)?$",
            r"^(i )?(accept|reject|allow|decline|agree|refuse|manage|customi[sz]e|save|confirm)"
            r"(( and|/|,)? ?(all|only|cookies?|preferences|settings|choices|options|close|"
            r"essential|"
            r"necessary|continue|proceed|accept|reject|decline|more))*$|^(got it|ok(ay)?)!?$",
            r"^(share|print|e-?mail) this\b[^.]{0,30}$|^(share|follow us) on\b[^.]{0,30}$",
            r"^follow us\b[^.]{0,40}$|^(share|print|save|bookmark|listen|e-?mail)\s*:?$",
            r"^edition:\s.{0,80}$|^(home|homepage)\s*(>|»|/|\||›|::)|^you are here\s*:",
            r"^(subscribe|sign up|log in|sign in|register|log out)( (now|here|today|to|for|with|"
            r"or)\b[^.]{0,40})?!?$|^join (now|here|today)!?$",
            r"^(advertisement|advert|ad|anzeige|werbung|publicité|publicidad|广告|promoted|paid "
            r"(content|post|partnership)|sponsored( content| post| by [^.]{1,40})?)( feature)?"
            r"( [-–—] .{0,40}| ?[-–—|:] [^.。]{1,120})?$",
            r"^advertise (here|with us|on this (site|page)|in this (space|paper))\b.{0,80}$",
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
            r"^(leave|post|add|write|join) (a |the |your )?(comment|reply|conversation|"
            r"discussion)s?\b"
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
            r"关闭窗口).{0,40}$(?<![。！？])",
            r"^(teilen|drucken|partager|imprimer|compartir|retour|zurück|zum seitenanfang|"
            r"newsletter)"
            r"( .{0,30})?$(?<![.!?])",
            r"^https?://\S+(\s+\d+/\d+)?$|^(file:///\S+|about:blank)(\s+\d+/\d+)?$",
            # Links to other articles.
            r"^[«‹<←(]*\s*(older|newer|prev|previous)( (article|story|post|page|entry|issue))?"
            r"(:|\s*[»›>→]) ?[^.。]{1,140}$",
            r"^[«‹<←(]*\s*(previous|next|older|newer|earlier|later) (article|story|post|page|entry|"
            r"issue|up)s?( in [^.:]{1,40})?\s*[:»›>→–-]\s*[^.。]{0,140}$|^up next(:.{1,120})?$",
            r"^(see|view|read|browse|show) (all|more|other) (\w+ ){0,2}(articles?|stories|posts?|"
            r"news|"
            r"headlines|comments?|issues)( (by|from|in|on) [^.]{1,40})?\W*$",
            # Buttons.
            r"^(send|e-?mail|mail|recommend|tell) (this |it |the )?(\w+ )?to a (friend|colleague)$",
            r"^(save|add|bookmark|download|gift|cite|copy|embed|flag|translate|rate|like|tweet|pin|"
            r"recommend|forward) (this|as|to|for|the)\b (article|story|page|post|pdf|link|later|"
            r"reading list|favou?rites|my \w+|it|as pdf|text|print|bookmarks)\b[^.]{0,20}$",
            r"^(copy|copied|link copied|copy link|link copied!?|save for later|add to (my )?(list|"
            r"favou?rites|basket|cart|reading list|wishlist)|printer[- ]friendly( version| page)?|"
            r"print (version|page|article|story|edition)|text[- ]only( version)?|full screen|"
            r"view (on|in) (map|browser|fullscreen)|close( window| menu| this)?|open menu|expand|"
            r"toggle (menu|navigation|search)|hide caption|toggle caption|enlarge( image)?|"
            r"play( video| audio)?|mute|unmute|replay|watch( now| live| video)?|"
            r"listen( now| live| to article)?|report (this|abuse|a(n)? (typo|error|problem))( "
            r".{0,30})?|"
            r"reprints( (and|&) permissions)?|rights (and|&) permissions|sponsored links?)"
            r"\W*$",
            r"^[AaＡ]\s*[-−–+]?(\s+[AaＡ]\s*[-−–+]{0,2}){1,3}$|^[-−+]\s*[Aa]\s*[-−+]$",
            r"^\d{1,2}:\d{2}(:\d{2})?\s*/\s*\d{1,2}:\d{2}(:\d{2})?$|^(video|audio) (player )?(is )?"
            r"loading\W*$|^please wait\W*$",
            r"^rate this\b[^.]{0,30}$|^(was|is|did you find) this (\w+ )?(helpful|useful|"
            r"interesting)\W*$",
            r"^(poll|quiz|question|vote) of the (day|week|month)$|^(vote now|view results?|"
            r"see (the )?results|cast your vote|take (our|the) (poll|quiz|survey))\W*$",
            # What a browser, a printer or a server adds.
            r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d{2}(:\d{2})?"
            r"( ?[AP]\.?M\.?)?\s{3,}\S.{0,160}$",
            r"^(printed|downloaded|retrieved|gedruckt|imprimé) (on|from|am|le) [^.]{1,20}((\d|/|"
            r"https?:|www\.)\S*.{0,120})$(?<![.!?])",
            r"^(this page was )?(printed|downloaded) (from|by) (subscriber|user|member|reader|www|"
            r"http)"
            r".{0,120}$|^please consider the environment\b.{0,80}$",
            r"^(web)?master\b\s*:.{1,100}$|^(this (site|page) is )?best viewed (at|in|with|"
            r"on)\b.{0,80}$",
            r"^you are (the )?visitor\b.{0,30}$|^(hits|page ?views)\s*:?\s*[\d,.]+$",
            r"^(powered|hosted|(web)?site( (design|designed|built|hosted|powered))?|web design) by "
            r"[^.]{1,60}$",
            r"^([\w.-]+ ){0,2}(image|photo|slide|picture|bild|foto) \d+ (of|/|von|sur) \d+\W*$|"
            r"^(view|open|see) (the |all )?(photo |picture )?(gallery|slideshow|pictures|"
            r"photos)\W*$",
            r"^(click|tap|swipe|hover) (to|for|on|through) [^.]{0,60}$",
            r"^\W*(-+ ?(original|forwarded) message ?-+|begin forwarded message:?|sent from my "
            r"[^.]{1,30}|(from|to|cc|sent|von|an|发件人|收件人)\s*[:：].{0,60}@.{1,100})$",
            r"^(view|read|open|having trouble) .{0,20}this (e-?mail|newsletter|message) (in|"
            r"online).{0,60}$",
            r"^(unsubscribe|update (your |my )?preferences|manage (your |my "
            r")?subscriptions?)\b[^.]{0,80}$",
            r"^\W*(strictly )?(confidential|for internal use only|not for (distribution|"
            r"publication|"
            r"circulation))\W*$|^\W*end of (the )?(article|story|document|text|page)\W*$",
            r"^(views?|visits|hits|reads|shares|likes)\s*:\s*[\d,.]+\s?k?$|^(#\w+[\s,]*){2,}$",
            r"^(section|rubrik|ressort|rubrique|sección|栏目|频道|filed in|posted under|archived "
            r"in)"
            r"\s*[:：](?!.*[.!?。]$).{1,60}$",
            r"^(registered office|company (no|number)|vat (no|number|reg\w*)|ust-?id\w*|siret|"
            r"e?-?issn)\b(?=.*[\d:]).{0,120}$(?<![!?。])",
            # Contents and pages.
            r"^\S.{2,120}?((\s?\.){4,}|…{2,}|·{4,})\s*\d{1,4}$",
            r"^(prev\w*\s+)?1\s+2\s+3\s[\s\d….]*(next|last|weiter|suivant|»|›|>|下一页)?\W*$",
            # Numbers that run along.
            r"^[^.!?]{2,40}\s-?\d{1,2}\s?°\s?[CF]?\b[\s,|·]*(partly |mostly |light |heavy )?(sunny|"
            r"cloudy|clear|rain\w*|snow\w*|overcast|fog\w*|showers?|storm\w*|wind\w*|fair|"
            r"haz[ey])$",
            r"^((?:[A-Z][\w&./]*\s){1,3}[\d.,]+\s*[▲▼↑↓+−-]\s?[\d.,]+\s?%?(\s*[|·•/]\s*|\s+|"
            r"$)){2,}$|"
            r"^([A-Z][\w&./]*\s){1,3}[\d.,]+\s*[▲▼]\s?[\d.,]+\s?%?$",
        )
    ),
    re.IGNORECASE,
)
"""Lines that are never prose."""
_ENDING = re.compile(
    r"^.{0,40}\bcookie (policy|settings|notice|preferences|declaration|statement)$|"
    r"^.{0,60}\b(getty images|shutterstock|istock|afp via|imago|alamy)\b[^.]{0,20}$|"
    r"^.{0,140}\ball rights reserved\W*$",
    re.IGNORECASE,
)
_SHORT = 200
_STOPS = ".!?。！？"
_LONGEST = 400


def is_furniture(line: str) -> bool:
    """Whether a whole line, without blanks around it, belongs to the page and not to its article.

    A sentence of prose on cookies, subscriptions or QR codes doesn't.
    """
    return _is_known(line) or is_cookie_notice(line) or is_any_bar(line)


def _is_known(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    reserved = line[-20:].lower().rstrip(" .!").endswith("rights reserved")
    if is_asking(line) or (reserved and _ENDING.match(line)):
        return True
    if len(line) > _SHORT and line[-1] in _STOPS:  # a paragraph: most lines of a text
        return False
    ends = len(line) <= _SHORT and line[-1:] not in _STOPS
    return bool(_WHOLE.match(line) or FOREIGN.match(line) or (ends and _ENDING.match(line)))


def is_any_bar(line: str) -> bool:
    """Whether a line falls into parts that are all furniture, or, of many parts, most of them."""
    if is_bar(line):
        return True
    parts = bar_parts(line)
    if not parts:
        return False
    known = sum(is_label(part) or is_bar(part) or _is_known(part) for part in parts)
    return known == len(parts) or (len(parts) >= 4 and known * 2 > len(parts))
