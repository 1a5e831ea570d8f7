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
