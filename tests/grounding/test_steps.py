"""Steps of grammar: true rewordings pass, and false ones that look like them do not."""

import pytest

from ipqa.grounding import check

TRUE = [
    (
        "The LNB lent forty manuscripts to the Prado.",
        "The National Library of Latvia (LNB) lent 40 manuscripts to the Prado in Madrid.",
    ),
    (
        "Forty manuscripts were lent to the Prado.",
        "The library lent 40 manuscripts to the Prado in Madrid.",
    ),
    ("The jury gave the prize to Ida Moe.", "The jury gave Ida Moe the prize."),
    ("The prize was given to Ida Moe by the jury.", "The jury gave Ida Moe the prize."),
    (
        "LNB is the abbreviation of National Library of Latvia.",
        "The National Library of Latvia (LNB) lent 40 manuscripts.",
    ),
    (
        "On Friday, Petrova said that the label owes its members money.",
        "Olga Petrova said on Friday that the label owes its members money.",
    ),
    ("Lawyers were the guests of the seminar.", "The guests of the seminar were lawyers."),
    (
        "The Institute's branch in Hanoi was opened in 2018.",
        "The Institute opened its branch in Hanoi in 2018.",
    ),
    (
        "The film's producer is Studio Ren.",
        "The film was directed by Aiko Mori and produced by Studio Ren.",
    ),
    (
        "Studio Ren produced the movie.",
        "The film was directed by Aiko Mori and produced by Studio Ren.",
    ),
    ("Arden is a Swiss watchmaker.", "The Swiss watchmaker Arden employs 1,200 people."),
    (
        "The photographer's case was heard.",
        "The court heard the case of the photographer Liam Byrne.",
    ),
    (
        "Subscription revenue climbed by 12.4 percent.",
        "Revenue from subscriptions climbed 12.4 percent.",
    ),
    ("Yu called copyright protection a task.", "Yu called the protection of copyright a task."),
    ("The tool can find copies.", "The tool is able to find copies."),
    ("Films must be registered.", "Films have to be registered."),
    ("The firm will carry out tests.", "The firm will fight fakes and carry out tests."),
    ("Growth has brought many challenges.", "Towns face many challenges that growth has brought."),
    ("The fund has used cloud services.", "The fund has in recent years used cloud services."),
    (
        "Kwame Mensah replaced Efua Owusu.",
        "Kwame Mensah took over the office in July, replacing Efua Owusu.",
    ),
    ("Pixo developed the app.", "The app's developer, Pixo, has removed the song."),
    (
        "The director has not commented on the suit.",
        "Neither the director nor the producer has commented on the suit.",
    ),
    ("The twelve sites were not fake.", "None of the twelve sites was fake."),
    (
        "A third of the photographs have been digitised.",
        "The archive holds 1.5 million photographs, a third of which have been digitised.",
    ),
    ("Rossi owns a shop.", "A shop owned by Rossi sold fake bags."),
    (
        "The claim was rejected by Judge Lind.",
        "Norvik's claim that Halden AB had copied its lamp was rejected by Judge Lind.",
    ),
    (
        "The collection includes works by Klee.",
        "The collection, which includes works by Klee, was sold.",
    ),
    (
        "The clinic uses drones in remote areas.",
        "The clinic uses drones and cameras in remote areas.",
    ),
    (
        "According to the office, fakes cost 5 percent of sales.",
        "Fakes cost 5 percent of sales, the office estimates.",
    ),
]

FALSE = [
    (
        "Ana Moe was elected as director.",
        "The board elected Ana Ruiz and Jon Moe as directors of Alpha Holdings and Beta Labs.",
    ),
    (
        "Alpha Labs elected Ana Ruiz.",
        "The board elected Ana Ruiz and Jon Moe as directors of Alpha Holdings and Beta Labs.",
    ),
    (
        "Officers seized 300 bottles between March.",
        "300 bags and bottles were seized between March and May.",
    ),
    ("Ida Solberg gave the jury the prize.", "The jury gave Ida Solberg the prize."),
    ("The prize gave Ida Solberg the jury.", "The jury gave Ida Solberg the prize."),
    ("The jury was given to Ida Solberg.", "The jury gave Ida Solberg the prize."),
    ("The jury was given the prize by Ida Solberg.", "The jury gave Ida Solberg the prize."),
    (
        "Ida Solberg gave the prize to the council.",
        "The council gave the prize to the composer Ida Solberg.",
    ),
    ("The council was given the prize.", "The council gave the prize to the composer Ida Solberg."),
    ("Rossi must not pay the fine.", "Rossi does not have to pay the fine."),
    ("Rossi must pay the fine.", "Rossi does not have to pay the fine."),
    ("Rossi has to pay the fine.", "Rossi does not have to pay the fine."),
    ("The company sells the toys.", "The company will be able to sell the toys."),
    ("The company was able to sell the toys.", "The company will be able to sell the toys."),
    ("The company was able to sell the toys.", "The company was not able to sell the toys."),
    ("The company can sell the toys.", "The company was not able to sell the toys."),
    ("Lumen shares its profits.", "Lumen will fight piracy and share its profits."),
    ("Lumen fought piracy.", "Lumen will fight piracy and share its profits."),
    ("The twelve sites were fake.", "None of the twelve sites was fake."),
    ("All of the twelve sites were not genuine.", "None of the twelve sites was fake."),
    ("The shop sold fakes.", "There is suspicion that the shop sold fakes."),
    ("The shop sold suspicion.", "There is suspicion that the shop sold fakes."),
    ("Prices fell.", "Fears that prices fell were wrong."),
    ("Prices fell fears.", "Fears that prices fell were wrong."),
    ("Rossi sold fake bags.", "A shop owned by Rossi sold fake bags."),
    ("Rossi is owned by a shop.", "A shop owned by Rossi sold fake bags."),
    ("A shop owned Rossi.", "A shop owned by Rossi sold fake bags."),
    ("All apps were removed.", "All apps owned by Orvik were removed."),
    ("Lind sued Kobi.", "The studio, founded by Lind, sued Kobi."),
    ("Kobi sued the studio.", "The studio, founded by Lind, sued Kobi."),
    ("Delta's logo was sued by Orvik.", "Orvik sued Delta over its logo."),
    ("Orvik sued over Delta's logo and Orvik's logo.", "Orvik sued Delta over its logo."),
    ("Orvik sued Delta over Orvik's logo.", "Orvik sued Delta over its logo."),
    (
        "The Institute's second branch was opened in Hanoi.",
        "The Institute opened its third branch in Hanoi.",
    ),
    (
        "Halden AB had copied its lamp.",
        "Norvik's claim that Halden AB had copied its lamp was rejected by Judge Lind.",
    ),
    (
        "Halden AB rejected Norvik's claim.",
        "Norvik's claim that Halden AB had copied its lamp was rejected by Judge Lind.",
    ),
    (
        "Judge Lind had copied its lamp.",
        "Norvik's claim that Halden AB had copied its lamp was rejected by Judge Lind.",
    ),
    (
        "Norvik was rejected by Judge Lind.",
        "Norvik's claim that Halden AB had copied its lamp was rejected by Judge Lind.",
    ),
    (
        "The film was produced by Aiko Mori.",
        "The film was directed by Aiko Mori and produced by Studio Ren.",
    ),
    (
        "Aiko Mori produced the film.",
        "The film was directed by Aiko Mori and produced by Studio Ren.",
    ),
    (
        "The director of the film is Studio Ren.",
        "The film was directed by Aiko Mori and produced by Studio Ren.",
    ),
    (
        "Studio Ren is the director of the film.",
        "The film was directed by Aiko Mori and produced by Studio Ren.",
    ),
    (
        "Ads revenue climbed 12.4 percent.",
        "Revenue from subscriptions climbed 12.4 percent, while revenue from ads fell 3 percent.",
    ),
    (
        "Subscription revenue fell by 3 percent.",
        "Revenue from subscriptions climbed 12.4 percent, while revenue from ads fell 3 percent.",
    ),
    (
        "Subscription revenue climbed by 3 percent.",
        "Revenue from subscriptions climbed 12.4 percent, while revenue from ads fell 3 percent.",
    ),
    (
        "The publisher sued the photographer.",
        "The photographer Liam Byrne sued the publisher Kurt Weiss.",
    ),
    ("Liam Byrne is a publisher.", "The photographer Liam Byrne sued the publisher Kurt Weiss."),
    ("Kurt Weiss is a photographer.", "The photographer Liam Byrne sued the publisher Kurt Weiss."),
    (
        "Byrne was sued by the publisher.",
        "The photographer Liam Byrne sued the publisher Kurt Weiss.",
    ),
    ("Ola Berg is a minister.", "Cem Ayd, a rival of the former minister Ola Berg, won."),
    ("Ola Berg won.", "Cem Ayd, a rival of the former minister Ola Berg, won."),
    (
        "Delta will pay Orvik $5 million.",
        "Zhang said that, as part of the deal, Orvik will pay Delta $5 million in May.",
    ),
    (
        "Zhang will pay Delta $5 million.",
        "Zhang said that, as part of the deal, Orvik will pay Delta $5 million in May.",
    ),
    (
        "Orvik paid Delta $5 million in May.",
        "Zhang said that, as part of the deal, Orvik will pay Delta $5 million in May.",
    ),
    ("Piracy will grow.", "Wu said that piracy may grow and that laws have to be changed."),
    ("Laws were changed.", "Wu said that piracy may grow and that laws have to be changed."),
    ("Laws may be changed.", "Wu said that piracy may grow and that laws have to be changed."),
    (
        "The sum is right, according to Weiss.",
        "The office says that fakes cost 5 percent; Weiss doubts that the sum is right.",
    ),
    (
        "Weiss said that fakes cost 5 percent.",
        "The office says that fakes cost 5 percent; Weiss doubts that the sum is right.",
    ),
    (
        "The sum is right.",
        "The office says that fakes cost 5 percent; Weiss doubts that the sum is right.",
    ),
    (
        "The label lied.",
        "Olga Petrova said in response to claims that the label lied that it would sue.",
    ),
    (
        "Petrova said that the label lied.",
        "Olga Petrova said in response to claims that the label lied that it would sue.",
    ),
    ("The label lied.", "Petrova denied on Friday that the label lied."),
    ("Petrova said that the label lied.", "Petrova denied on Friday that the label lied."),
    ("Volta supplies Kern AG.", "The supplier of Volta, Kern AG, employs 40 people."),
    ("Volta is the supplier of Kern AG.", "The supplier of Volta, Kern AG, employs 40 people."),
    ("Volta employs 40 people.", "The supplier of Volta, Kern AG, employs 40 people."),
    ("Volta is the buyer of Kern AG.", "Kern AG bought Volta."),
    ("Volta bought Kern AG.", "Kern AG bought Volta."),
    ("The seller of Volta is Kern AG.", "Kern AG bought Volta."),
    ("All songs were removed.", "More than half of the songs were removed."),
    ("Less than half of the songs were removed.", "More than half of the songs were removed."),
    ("Half of the songs were removed.", "More than half of the songs were removed."),
    ("The ministry will fund the plan.", "The ministry said it would partly fund the plan."),
    ("Lumen was fined by Kobi.", "Orders received by Kobi doubled and Kobi was fined by Lumen."),
    ("Orders doubled Kobi.", "Orders received by Kobi doubled and Kobi was fined by Lumen."),
    ("The lawyers were the guests.", "The guests were lawyers."),
    (
        "The owner of Casa Azul is the rival of the label.",
        "The owner of the label is the rival of Casa Azul.",
    ),
    ("The rival of the label is the owner.", "The owner of the label is the rival of Casa Azul."),
    ("The court made claims.", "The court has in recent years rejected claims made by artists."),
    ("Artists rejected claims.", "The court has in recent years rejected claims made by artists."),
    ("Orvik received awards from participants.", "Participants received awards from Orvik."),
    (
        "Tanner sold the name in 2016.",
        "Tanner registered the name in 2016 and sold it to Seeds in 2018.",
    ),
    (
        "Tanner sold Seeds in 2018.",
        "Tanner registered the name in 2016 and sold it to Seeds in 2018.",
    ),
    (
        "The chairman of the prize praised the winner of the jury.",
        "The chairman of the jury praised the winner of the prize.",
    ),
    (
        "The prize winner praised the jury chairman.",
        "The chairman of the jury praised the winner of the prize.",
    ),
    (
        "The producer has commented on the lawsuit.",
        "Neither the director nor the producer has commented on the lawsuit filed by Marvo Films.",
    ),
    (
        "The director has commented on the lawsuit.",
        "Neither the director nor the producer has commented on the lawsuit filed by Marvo Films.",
    ),
    (
        "Marvo Films was filed by the producer.",
        "Neither the director nor the producer has commented on the lawsuit filed by Marvo Films.",
    ),
    ("The label lied.", "The label lied, Petrova alleged."),
    (
        "Efua Owusu replaced Kwame Mensah.",
        "Kwame Mensah took over the office in July, replacing Efua Owusu.",
    ),
    (
        "Kwame Mensah was replaced by Efua Owusu.",
        "Kwame Mensah took over the office in July, replacing Efua Owusu.",
    ),
    (
        "Efua Owusu took over the office.",
        "Kwame Mensah took over the office in July, replacing Efua Owusu.",
    ),
    (
        "The photographs have been digitised.",
        "The archive holds 1.5 million photographs, a third of which have been digitised.",
    ),
    (
        "The archive has been digitised.",
        "The archive holds 1.5 million photographs, a third of which have been digitised.",
    ),
    ("Orvik sued the developer.", "The app's developer, Pixo, sued the maker, Orvik, in May."),
    ("Orvik is the app's developer.", "The app's developer, Pixo, sued the maker, Orvik, in May."),
    ("Pixo is the maker.", "The app's developer, Pixo, sued the maker, Orvik, in May."),
    (
        "The singer was accused of using her voice.",
        "The singer accused the producer of using her voice.",
    ),
    (
        "The producer accused the singer of using her voice.",
        "The singer accused the producer of using her voice.",
    ),
]


@pytest.mark.parametrize(("sentence", "quote"), TRUE)
def test_a_true_rewording_passes(sentence: str, quote: str) -> None:
    assert check(sentence, [quote]) == []


@pytest.mark.parametrize(("sentence", "quote"), FALSE)
def test_a_false_one_of_like_form_is_caught(sentence: str, quote: str) -> None:
    assert check(sentence, [quote])


def test_in_may_tells_something_new() -> None:
    quote = "Lina Haddad will be replaced in May."
    assert check("Haddad will be replaced in May.", [quote], "When will Haddad be replaced?") == []


def test_a_share_is_a_number() -> None:
    quote = "More than half of the songs were removed."
    assert check(quote, [quote], "How many songs were removed?") == []
    assert check("Songs were removed.", [quote], "How many songs were removed?")
