"""Furniture of pages in German, French, Spanish and Chinese: a pattern for each kind of line."""

from __future__ import annotations

import re

_END = r"\s*[:：]?\s*\(?\d{0,6}\)?\s*[»›>→!！]*$"
_EDITORS = (
    r"(?:(?:本文|网络|文字|值班|实习|本期|栏目|新媒体|见习|执行)?(?:责任)?编辑|责编|校对|审核|审校|监制|"
    r"美编|排版|主编|初审|复审|终审|值班(?:主任|编委))"
)
EDITORS_CREDIT = re.compile(
    rf"\s*[（(\[【]\s*{_EDITORS}\s*[:：\s]\s*[^（）()\[\]【】。！？]{{1,40}}[）)\]】]\s*$"
)
"""``（责任编辑：…）`` at the end of a line, where the last paragraph may stand before it."""
FOREIGN = re.compile(
    "|".join(
        (
            # German
            r"^(zum|zur|direkt zu[mr]?|springe zu[mr]?) (inhalt|haupt\w+|navigation|suche|"
            r"startseite|"
            rf"kommentar\w*|seitenanfang|(seiten)?ende)( springen)?{_END}",
            rf"^(zurück|nach oben|zurück (zu[mr]?|nach) [^.]{{1,30}}){_END}",
            r"^sie (sind|befinden sich) hier\s*:?.{0,120}$(?<![.!?])",
            r"^(vorherige|nächste|älter|neuer|voriger|vorheriger|nächster|ältere|neuere)[rns]? "
            r"(artikel|beitrag|meldung|seite|beiträge|meldungen)\b[^.!?]{0,120}$",
            r"^(jetzt |hier )?(abonnieren|anmelden|einloggen|registrieren|weiterlesen|kommentieren|"
            rf"mitdiskutieren|kostenlos testen|testen|mehr lesen|mehr erfahren){_END}",
            r"^(artikel|beitrag|seite|text) (drucken|teilen|merken|versenden|vorlesen|anhören|"
            r"speichern|"
            rf"kommentieren){_END}|^(mehr anzeigen|alle anzeigen|merkliste|vorlesen){_END}",
            r"^(lesedauer|lesezeit)\s*:?\s*(ca\.? ?)?\d+\s*(min|minuten?)\.?$|"
            r"^schriftgröße\b.{0,20}$",
            rf"^(zum )?newsletter( (abonnieren|bestellen|anmeldung))?{_END}|"
            r"^newsletter\s*[:–-]\s*[^.]{0,120}(abonnieren|anmelden|bestellen|lesen|"
            r"erhalten)\b.{0,60}$",
            r"^(dieser|der|dieses) (artikel|inhalt|beitrag|text) ist (nur )?(für|exklusiv für|"
            r"abonnent)"
            r".{0,60}$|^(bereits|schon) abonnent.{0,60}$|^(weiterlesen|lesen sie weiter) mit "
            r".{1,60}$",
            r"^folgen sie uns\b.{0,60}$|^alle rechte vorbehalten\W*$|^\d+ (kommentare?|"
            r"leserkommentare)$",
            rf"^(anzeige|werbung|sponsored post|advertorial){_END}|^seite \d+ (von|/) \d+$",
            r"^(kommentar|leserbrief) (schreiben|verfassen|abgeben)\W*$|^kommentare? (anzeigen|"
            r"lesen)$",
            # French
            rf"^(aller|passer|accéder) (directement )?(au|à la|aux) (contenu|menu|navigation|"
            rf"recherche)"
            rf"[^.]{{0,20}}{_END}|^(haut de (la )?page|retour (en haut|à [^.]{{1,30}}|au "
            rf"[^.]{{1,20}})){_END}",
            r"^vous êtes ici\s*:?.{0,120}$(?<![.!?])",
            r"^(article|page|billet|actualité)s? (précédent|suivant)e?s?\b[^.!?]{0,120}$",
            rf"^(s['’]abonner|abonnez-vous|se connecter|connectez-vous|s['’]inscrire|"
            rf"inscrivez-vous|"
            rf"lire la suite|lire plus|voir plus|en savoir plus|commenter|je m['’]abonne)"
            rf"( (à|pour|dès|maintenant|gratuitement)\b[^.]{{0,50}})?{_END}",
            r"^(imprimer|partager|envoyer|sauvegarder|écouter)( (cet|l['’]|cette|par|"
            r"sur)[^.]{0,30})?$",
            r"^temps de lecture\s*:?\s*\d+\s*min\w*\.?$|^taille d[ue] (texte|"
            r"caractères?)\b.{0,20}$",
            r"^(cet )?article réservé aux abonnés.{0,40}$|^il vous reste [\d,. ]+ ?% .{0,60}$|"
            r"^(déjà|pas encore) abonnée?( ?\?.{0,40})?$|^la suite est réservée.{0,40}$",
            r"^suivez[- ]nous\b.{0,60}$|^tous droits réservés\W*$|^\d+ (commentaires?|partages?)$",
            rf"^(publicité|contenu sponsorisé){_END}|^page \d+ (sur|/) \d+$",
            # Spanish
            rf"^(saltar|ir) al (contenido|menú|inicio)[^.]{{0,20}}{_END}|^volver (arriba|al? "
            rf"[^.]{{1,30}}){_END}",
            rf"^(compartir|imprimir|suscríbete|suscríbase|iniciar sesión|regístrate|leer más|ver "
            rf"más|"
            rf"comentar|publicidad)( (en|este|a|por)\b[^.]{{0,40}})?{_END}",
            r"^(está|estás|usted está) (aquí|en)\s*:.{0,120}$|^síguenos (en|por)\b.{0,60}$",
            r"^todos los derechos reservados\W*$|^tiempo de lectura\s*:?\s*\d+\s*min\w*\.?$",
            r"^(artículo|noticia|entrada) (anterior|siguiente)\b[^.!?]{0,120}$|^\d+ comentarios?$",
            # Chinese
            r"^[\W_]*(您|你)?(的)?(现在|当前|目前)?(所在|所处)?的?位置\s*(是|为)?\s*[:：].{0,80}$",
            r"^[\W_]*(您|你)(现在|当前|所在|所处)[^，。]{0,6}位置[^，。]{0,60}$",
            r"^(首页|主页|网站首页)\s*[>＞»›/→-].{0,80}$",
            r"^[【\[（(]?\s*(字号|字体|文字大小|字体大小)\s*([:：][^，。]{0,24}|"
            r"[\s【\[（(]*[大中小特超+\-AaＡ\s|/·】\]）)]{1,24})$",
            rf"^[（(\[【]\s*{_EDITORS}\s*[:：\s]?\s*[^（）()\[\]【】。！？]{{1,40}}[）)\]】]$",
            rf"^({_EDITORS}\s*[:：]\s*[^，。！？：:\s]{{1,12}}\s*){{1,4}}$",
            r"^[\W_]*(浏览|点击|阅读|访问)(次数|数|量|率)?\s*[:：]?\s*[\d,.]+\s*(万|次|人)*\W*$",
            r"^[\W_]*(上|下)一(篇|条|页|章|则)\s*([:：>»].{0,120})?$|^(较旧|较新|更早|更新)的?文章.{0,60}$",
            r"^[\W_]*(打印|关闭|收藏|评论|分享|点赞|举报|纠错|返回|转发|在看|复制链接|推荐)(本(页|文|站|窗口)|"
            r"此文|窗口|列表|首页|文章|给好友)?[\W_]*\d*[\W_]*$",
            r"^[\W_]*(网友|最新|热门|全部|发表|查看|我要|更多)?(评论|跟帖|留言)(列表|区|数)?"
            r"\s*[:：(（]?\s*\d*\s*条?[)）]?[\W_]*$",
            r"^[\W_]*(转载请注明|如需转载|欢迎转载|本文仅代表作者|(版权|免责)声明\s*[:：]|声明\s*[:：]\s*本"
            r"(文|站|网|报|刊)).{0,200}$|^[\W_]*未经(本(站|网|报|刊)|授权|许可|书面)[^。法]{0,16}"
            r"(转载|摘编|镜像|复制)[^。法]{0,20}。?$",
            r"^[\W_]*(长按|扫描?|微信扫|扫一扫|点击)[^，。]{0,12}(二维码|关注|识别|公众号|下载|订阅|原文)"
            r".{0,40}$(?<![。！？])",
            r"^[\W_]*(关注(我们|本报|本站|官方)|欢迎(关注|订阅)|下载(客户端|app|我们))[^。]{0,40}$",
            r"^[\W_]*(登[录陆]|注册|订阅)(后|即可|会员|以)?(阅读|查看|继续|发表)[^。]{0,20}。?$|"
            r"^(本文为?|此为)?(会员|付费|订阅)(专享|内容|文章)[^。]{0,20}$",
            r"^(点击|查看|阅读|展开)(阅读)?(全文|原文|更多)[\W_]*$|^(加载|查看|了解)更多[\W_]*$",
            r"^[\W_]*(广告|推广|赞助内容)[\W_]*$|^(技术支持|网站标识码|备案号)\s*[:：].{0,60}$",
            r"^(本(网站|站|页面?)使用|我们使用).{0,10}cookies?.{0,120}$|^(同意|接受|拒绝)(所有|全部)?"
            r"(cookies?)?$",
        )
    ),
    re.IGNORECASE,
)
