"""Sentences that a page says to its reader: on cookies, subscriptions, rights and comments."""

from __future__ import annotations

import re

from ipqa.loaders.bars import SITES

_MAIL = "newsletters?|alerts?|updates|inbox|briefings?|mailing list|digest"
_ASKING = re.compile(
    "|".join(
        (
            r"^\W*(please )?scan (the|this|our) (qr[- ]?)?code\b.{0,60}\b(follow|download|"
            r"subscribe|share|"
            r"app|more|read|join|open|wechat|official)\b",
            rf"^(please )?(subscribe|sign up|register)\b.{{0,80}}\b({_MAIL})\b.{{0,120}}$",
            rf"^(get|receive|join|want|enter)\b.{{0,80}}\b(your (in)?box|your email|our "
            rf"({_MAIL}))\b"
            r".{0,120}$",
            r"^(enter|type) your e-?mail( address)?\b.{0,60}$|^never miss (a|an|another)\b.{0,60}$",
            r"^(thank you|thanks) for (subscribing|signing up|reading|your)\b.{0,80}$",
            r"^by (signing up|subscribing|registering|submitting|clicking|creating)\b.{0,80}\byou\b"
            r".{0,80}\b(agree|accept|consent|acknowledge)\b|^your e-?mail address will "
            r"not\b.{0,60}$|"
            r"^our standards: .{0,60}$|^required fields are marked\b.{0,20}$",
            r"^(already|not( yet)?) a (subscriber|member)\b.{0,80}$",
            r"^(please )?click (here|on|below|the)\b.{0,120}$|^tap here\b.{0,80}$",
            rf"^(please )?(follow|like|find|join) (us|our [\w ]{{1,30}}|@\w+|"
            rf"the [\w ]{{1,40}}) (on|at|via) "
            rf"({SITES})\b.{{0,80}}$",
            r"^(download|get|install) (our|the) (free |mobile |new )?([\w ]{1,20} )?app\b.{0,100}$",
            r"^(support|help fund) (our|independent|quality) \w+\b.{0,100}$",
            r"^(listen to|watch) this (article|story|video)\b.{0,60}$",
            r"^(have|got) (a|any) (news )?(tip|story|question|comment)s?\b.{0,20}\?.{0,100}$",
            r"^(do you have|want to share)\b.{0,60}\?\s*(e-?mail|contact|write)\b.{0,100}$",
            # Letters, accounts and walls to pay at.
            r"^you('re| are) receiving this\b.{0,120}$|^this (e-?mail|newsletter) was "
            r"sent\b.{0,100}$",
            r"^(donate|contribute)( now| today| here)?\W*$|^become an? (member|subscriber|"
            r"supporter|"
            r"patron)\b[^.]{0,60}[.!]?$|^buy us a coffee\b.{0,60}$",
            r"^(special|limited|introductory)([ -]time)? offer\b.{0,100}$|^(only|just|from) "
            r"[£$€]\s?\d"
            r"[^.]{0,12}(\.\d\d)?[^.]{0,12}\b(a|per) (week|month|year)\W*$",
            r"^subscri(be|ptions?) (from|for (just|only)|and save)\b.{0,80}$",
            r"^(re)?printed with permission\b.{0,80}$|^used (with|by) permission\b.{0,60}$",
            r"^(\w+ ){0,3}newsletters?\s*[:–—|-]\s(get|sign|subscribe|receive|join|your|read|stay|"
            r"keep|"
            r"don['’]t|never|want|be|every|free|weekly|daily|discover)\b.{1,160}$",
            r"^([^.!?]{0,80}[:–—|?!-]\s)?(subscribe|sign (me )?up|register|join) (here|now|"
            r"today)[.!]?$",
            rf"^(join|be one of) [\d,.]+\+? .{{1,60}}\b(subscrib\w+|{_MAIL}|sign up|"
            rf"letter)\b.{{0,80}}$",
            r"^(you (can|may) )?(click here to )?(unsubscribe|cancel|opt out)\b.{0,60}"
            r"\b(at any ?time|anytime|here|below|link)\b.{0,60}$|^(cancel|unsubscribe) any "
            r"?time\W*$",
            r"^you(['’]ve| have) (read|reached|used|viewed|\d+|one|no)\b.{0,60}\b(free (articles?|"
            r"stories|reads?)|(articles?|stories) (left|remaining|this)|(article|monthly) limit)\b"
            r".{0,80}$|^you have \w+ (free )?(articles?|stories) (left|remaining)\b.{0,60}$",
            r"^(this (article|story|content|page|report) is|exclusive|exclusively) (only )?(for|"
            r"reserved "
            r"for|available to|available only to|exclusive to|free for)\b.{0,40}\b(subscribers|"
            r"members|"
            r"readers|premium|registered)\b.{0,40}$|^(subscriber|member|premium)s?[- ](only|"
            r"exclusive)\W*$",
            r"^to (continue|keep|read|finish|access|unlock|view|see)\b[^.]{0,50}?,? (please |"
            r"simply |"
            r"you (must|need to|have to|can) )?(subscribe|sign (in|up)|register|log ?in|create an?|"
            r"become an?|start your)\b.{0,80}$",
            r"^(unlock|get (full|unlimited)|enjoy unlimited|start your) .{0,50}\b(access|trial|"
            r"month|"
            r"article|digital|free)\b.{0,80}$",
            r"^(subscribe|sign up|register|log in|sign in|join|become a (member|subscriber)|create "
            r"(an|a "
            r"free) account) (to|for|and|or|now|today)\b.{0,60}\b(read|reading|access|unlimited|"
            r"full|"
            r"continue|"
            r"unlock|comment|reply|join|save|more|free|account|member|subscriber|month|"
            r"week)\b.{0,60}$",
            r"^(do not|don['’]t|not) have an account\b.{0,40}$|^forgot(ten)? (your )?password\W*$",
            r"^comments? (are|is|on this (article|story) are|have been) (now )?(closed|moderated|"
            r"disabled|"
            r"turned off)\b.{0,60}$|^(please )?(read|see|respect) our (comment|community|"
            r"house)\b.{0,60}$",
            rf"^follow\b[^.!?:;,]{{1,60}}\b(on|via|at) ({SITES})\b[^.!?]{{0,60}}[.!]?$",
            r"^(please )?(enable|turn on|activate|switch on) javascript\b.{0,120}$|^javascript (is|"
            r"must|"
            r"seems)\b.{0,120}$|^your browser (does not|doesn['’]t|is|can ?not|is not)\b.{0,120}$",
            r"^(please )?(whitelist|disable your|turn off your) .{0,20}\b(us|ad "
            r"?blocker)\b.{0,80}$",
            r"^copyright\s+\d{4}\b(?!.*\b(was|is|were|are|has|had)\b).{0,160}$",
            r"^(any |the |no )?(unauthori[sz]ed )?(reproduction|republication|redistribution|"
            r"duplication|reprint(ing)?|use of this)\b.{0,120}\b(prohibited|permission|"
            r"forbidden|consent)\b",
            r"^(no part of|this (material|article|content|site|page|story|website|text)|the "
            r"(material|"
            r"content|information)s? (on|in|of) this)\b.{0,60}\b(may|must|can) not be (reproduced|"
            r"published|copied|broadcast|re\w+|distributed|used)\b",
            r"^no part of .{0,60}\bmay be (reproduced|copied|published|used)\b",
            r"^the (views|opinions)( and (views|opinions))? (expressed|in this)\b.{0,160}$",
            r"^(this|our) (web)?site is (owned|operated|published)\b.{0,120}$",
            r"^the .{2,60} is not responsible for the content of external\b.{0,60}$",
            r"^(use of|by using|your use of) this (web)?site\b.{0,60}\b(constitutes|terms|"
            r"agree|accept)",
            r"^to order (copies|presentation)\b.{0,120}$|^this copy is for your "
            r"personal\b.{0,100}$",
            r"^(we value your privacy|your privacy( is important)?|about cookies|"
            r"cookies on this site)\W*$",
        )
    ),
    re.IGNORECASE,
)
"""Sentences that a page says to its reader; ones that report what somebody said are prose."""
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
    r"^(um|damit) .{0,60}\b(verwenden|nutzen|setzen) wir .{0,20}\bcookies\b|"
    r"^(en (poursuivant|continuant)|al continuar|si continúa)\b.{0,100}\bcookies\b|"
    r"^(este sitio|utilizamos|usamos)\b.{0,30}\bcookies\b|"
    r"^(本|我们的?)(网站|站).{0,20}cookies?",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(
    r"^[^.!?,;]{1,40}? (uses?|verwendet|nutzt|utilise|utiliza|usa) (\w+ ){0,2}cookies\b"
    r"(.{0,60}\b(improve|enhance|optimi[sz]e|personali[sz]e|give|ensure)\b.{0,60}\byour?\b.{0,80}|"
    r"[^.!?]{0,120}[.!|]\s*(i )?(ok|okay|got it|accept|agree|learn more|find out more|cookie|"
    r"settings|continue|close|einverstanden|akzeptieren|accepter|aceptar)\b[^.]{0,40}\.?)$",
    re.IGNORECASE,
)
"""Notices of a site that calls itself by its name."""
_CONSENT = re.compile(
    r"cookie|consent|privacy|preference|personal (data|information)|personali[sz]|"
    r"\baccept|\breject|"
    r"opt[- ]?out|browser|\bsettings\b|\bagree|your experience|our (partners|site|website|traffic|"
    r"services)|this (web)?site|analy[sz]|advertis|tracking|third[- ]part|einstellung|zustimm|"
    r"datenschutz|erfahrung|accepter|confidentialité|paramètres|aceptar|privacidad|同意|隐私",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*(?=[^\s.!?])")


def is_asking(line: str) -> bool:
    """Whether a page says a line to its reader, who is to subscribe, pay, follow or agree."""
    return bool(_ASKING.match(line)) and not _is_reported(line)


def is_cookie_notice(line: str) -> bool:
    """Whether a line begins as the notices on cookies do and speaks of little else."""
    if _ITS_OWN.match(line) and not _is_reported(line):
        return True
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


def _is_reported(line: str) -> bool:
    return bool(_SAID.search(line) or _QUOTES.search(line))
