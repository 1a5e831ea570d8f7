"""Lines of a page's furniture are told from sentences by their words."""

from __future__ import annotations

import time

import pytest

from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.furniture import is_furniture

FURNITURE = """
We value your privacy
We and our partners store and access information on a device, such as cookies.
By clicking “Accept all”, you agree to the storing of cookies on your device.
Diese Website verwendet Cookies. Mit der Nutzung stimmen Sie der Verwendung zu.
Ce site utilise des cookies pour améliorer votre expérience.
本网站使用cookie来改善您的体验。
Accept all cookies
Reject all
Manage preferences
Got it!
Skip to content
« Previous article
Next »
Share
Share via email
Share on Facebook
Facebook Twitter LinkedIn WhatsApp
Share this: Twitter | Facebook | Email
Sign up for our daily newsletter to get the best stories in your inbox.
Subscribe to our newsletter for weekly updates!
Get the day's top headlines delivered to your inbox every morning.
Enter your email address
Already a subscriber? Log in
Click here to read the full report.
By signing up you agree to our terms.
Your email address will not be published.
Scan the QR code to download our app.
Follow us on Twitter and Facebook for more news.
Download our app to read offline.
Photo: Reuters
Photo by Jane Doe/AFP
Image credit: Jane Doe
Jane Doe/Getty Images
Page 3 of 7
- 4 -
3 of 7
Tags: copyright, internet, China
Filed under: Business
12 Comments
Comments (3)
Leave a comment
Be the first to comment
5 min read
1.2k shares
© 2024 Somebody Ltd. All rights reserved.
Copyright 2016 The Paper. All rights reserved.
No part of this publication may be reproduced without permission.
Reproduction in whole or in part without permission is prohibited.
The views expressed in this article are those of the author.
Home | News | Sport | Business
Home > News > Politics
Privacy Policy | Terms of Use | Contact Us
Terms and Conditions Privacy Policy Contact
Politics · Economy · Culture · Opinion
Advertisement
Story continues below advertisement
Read the full article
Continue reading
责任编辑：张三
扫描二维码关注我们
分享到微信
京ICP备12345678号
版权所有 未经许可不得转载
https://example.org/a/b?page=3 1/3
Share | Print | E-mail | Save as PDF
Log in | Register | Basket (0)
Tweet   Share   Pin it   Comments (14)
Share this pattern story: Facebook Pinterest E-mail
Home Yarn Weaving Lace Classifieds Forum
Startseite > Politik > Europa
News > Patents > Europe
Accueil / Politique / Société
Older: The fisherman's knot | Newer: A lighthouse as a logo
Older: The fisherman's knot
Next article: Who owns a birthday song?
Newsletter: Get the Coastline Review every Sunday. Subscribe here
Subscribe here
Follow Coastline Review on Instagram
ADVERTISEMENT - Half price on linen thread this week only
Advertise here! From $20 a week.
Thread & Title uses cookies. OK, got it
The Harbour uses cookies to improve your experience.
You have read 2 of 3 free articles this month.
This article is for subscribers only.
To continue reading, please sign in or subscribe.
Sign in to comment
Don't have an account?
Comments are closed.
Jump to navigation
Back to top ↑
English | Deutsch | Français
EN DE FR
A- A A+
00:00 / 03:24
[Print] [Close]
London 12°C Cloudy
FTSE 7,123.4 ▲0.5% | DAX 15,000.2 ▼0.3%
14/07/2022, 10:14    Lace Pattern From 1911 - Thread
Please enable JavaScript to view the page.
Zum Inhalt springen
Sie sind hier: Startseite
Artikel drucken
Lesedauer: 3 Min.
Nach oben
Alle Rechte vorbehalten
Vous êtes ici : Accueil
Aller au contenu principal
Temps de lecture : 3 min
Article réservé aux abonnés
Tous droits réservés
Saltar al contenido
Volver arriba
首页 | 新闻 | 专利 | 商标
首页 新闻 专利 商标 案例
关于我们 | 联系我们 | 网站地图 | 法律声明
您当前的位置：首页 > 新闻中心 > 版权
字号：大 中 小
（责任编辑：赵一鸣）
【打印】【关闭】
浏览次数：1234
上一条：地理标志产品展在昆明举行
未经授权不得转载
View this email in your browser
You are receiving this email because you signed up.
Sent from my phone
Image 2 of 5
How it began ........ 12
1 2 3 … 10 Next
#copyright #china
Become a member today!
Section: News
""".strip().split("\n")
PROSE = """
The regulator said that this website uses cookies to follow its readers.
"This website uses cookies to improve the service," the company said in a statement.
Cookies were baked by the pupils of the school in May.
We use the data of the bureau to measure the growth of sales.
Subscribers to the newsletter doubled in 2020.
Newsletter subscriptions rose to 3,000 in the first quarter.
Share prices fell by 3 percent on Tuesday.
Sharing files without permission is not allowed.
Sign up rates were lower than last year.
Photographs of the meeting were destroyed by the fire.
Photos by amateurs were sold at the market.
Page 3 of the report lists the companies that signed.
Comments by the minister were not welcome.
Copyright law was changed in 2016.
Copyright 2016 was the name of the conference that the centre held.
Reproduction without permission is prohibited by the new law, the minister said.
The views expressed by the court are new.
Next year the company will open a branch.
Tags on the goods show where they were made.
Topics: the forum dealt with trade.
Credit was given to small companies.
Image rights were sold for 3 million euros.
News of the signing reached London on Friday.
Home prices rose by 4 percent in March.
Click here was the name of the first campaign, she told reporters.
Follow us to the river, he told them.
Accept all terms or leave, the company told its users.
Scanning the QR code on the package shows where the goods were made.
Editors: nobody knew of them, the judge said.
About 1.2 million publications were seized.
Bands can cancel the subscription each December.
A band that subscribes may copy any of 3,800 scores; the subscription costs £9.50 a year.
The firm sells a newsletter – a weekly one – to 300 readers.
To keep more members, the club cut its fee and its staff.
To read the full judgment, members of the public pay five pounds.
The rights cover music/film/print and the news/sport pages.
The judge quoted the button: "Share".
About 3/7 of sales came from abroad.
3/7 of sales
Next steps
Politics and culture
World health policy
Law and Technology
Sign of the times
Confidential talks were held in London.
From: the ministry, it seems, came nothing.
Become a member of the union, he was told.
Section 3: what the law says.
Next: the Court of Appeal must decide.
Previous owners were not told.
Older readers liked the paper; newer ones did not.
The old shop uses cookies that follow you.
The paper's website uses cookies even where users don't accept them.
Polls of the week before had shown a lead.
Warming of 2°C
Back in London, the minister was pleased.
Home Secretary Backs New Law
You have no free choice in this matter.
You have one story to tell, and it is short.
Advertising revenue fell by half.
Printed books were sold at the fair.
World leaders met in Geneva.
Print, film and music: the three cases
字体授权协议签署
分享会上，他说双方将继续合作。
扫描二维码，读者可以看到字体的名称和作者。
未经许可转载新闻作品属于侵权，法院表示。
评论认为，这项政策将促进创新。
首页新闻由编辑选择，读者不能更改。
Anzeigen brachten der Zeitung drei Millionen Euro ein.
Der Artikel erschien im Mai in der Zeitung.
Le retour des auteurs a surpris les éditeurs.
Partager les revenus est une idée ancienne.
本网站的读者超过一百万人。
编辑们认为，这项协议很重要，双方都将从中受益，市场也会更加规范。
""".strip().split("\n")


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_told(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", PROSE)
def test_a_sentence_is_none(line: str) -> None:
    assert not is_furniture(line)
    assert strip_boilerplate([line]) == [line]


@pytest.mark.parametrize("part", ["a ", "by ", "share ", "| ", "cookie ", "1 ", ">> "])
def test_long_lines_take_no_time(part: str) -> None:
    started = time.process_time()
    is_furniture(part * 100_000)
    assert time.process_time() - started < 1
