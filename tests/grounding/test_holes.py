"""False sentences that a loose reading of their quote lets through, and true ones close by."""

import pytest

from ipqa.grounding import check

FALSE = """
# What ties the first clause to the next lost.
> While the fair was on, the guests also joined the tour of the new library.
The fair was on, the guests also joined the tour of the new library.
The fair was on, the guests joined the tour.

# "No" or another quantifier lost.
> The company said it had done nothing wrong and that the software infringed no patent.
The software infringed a patent.
The company had done wrong.
The software infringed patents.

> The shop has no licence.
The shop has a licence.

> The court found no infringement.
The court found infringement.
The court found an infringement.

> There is no evidence of copying.
There is evidence of copying.

> Volta holds no patent in Japan and paid no royalties in 2019.
Volta holds a patent in Japan.
Volta paid royalties in 2019.
Volta paid royalties.
Volta holds a patent.

> The agency imposed no fine on Orvik.
The agency imposed a fine on Orvik.
A fine was imposed on Orvik.
The fine was imposed on Orvik by the agency.

> Few artists read the contract and no artist signed it.
An artist signed it.
The artist signed it.

> The former director sold fake bags to alleged dealers.
The former director sold bags.
The former director sold fake bags to dealers.

> The court heard suspected smugglers, and the agency rejected most complaints.
The agency rejected complaints.
The agency rejected the complaints.
The complaints were rejected by the agency.

> The office rejected several applications and published few decisions.
The office rejected applications.
The office rejected the applications.
The office published decisions.
Decisions were published by the office.

> The studio received nothing and the writer has no claim against the studio.
The writer has a claim against the studio.
The writer has a claim.

> The contract contains no clause on streaming.
The contract contains a clause on streaming.
The contract contains a clause.

> The ruling has no effect on earlier contracts.
The ruling has an effect on earlier contracts.
The ruling has effect on contracts.

> The company said it had done nothing wrong and that it had received no complaints.
It had received complaints.
The company had received complaints.
The company received complaints.

> The commission proposed a possible ban and the minister signed a false statement.
The commission proposed a ban.
The minister signed a statement.
A ban was proposed.

# Adverb lost or added.
> The court partially upheld the appeal of the label.
The court upheld the appeal of the label.
The appeal was upheld by the court.
The appeal was upheld.

> The platform temporarily suspended the account and provisionally banned the seller.
The platform suspended the account.
The seller was banned.
The account was suspended.

> Volta jointly owns the patent with Orvik.
Volta owns the patent.
Volta is the owner of the patent.
The patent is owned by Volta.

> The minister initially rejected the draft law but later signed it.
The minister rejected the draft law.
The minister rejected the law.
The draft law was rejected by the minister.

> The commission conditionally approved the merger of Volta and Orvik.
The commission approved the merger of Volta and Orvik.
The merger was approved.
The merger was approved by the commission.

> Volta pays royalties to 4,000 artists.
Volta always pays royalties to 4,000 artists.
Volta already pays royalties to 4,000 artists.
Volta still pays royalties to 4,000 artists.
Volta often pays royalties to 4,000 artists.
Volta also pays royalties to 4,000 artists again.
Volta recently paid royalties to 4,000 artists.
Volta finally paid royalties to 4,000 artists.
Volta officially pays royalties.

# Limiting adjective lost.
> Parliament adopted the draft law on Tuesday.
Parliament adopted the law on Tuesday.
The law was adopted.
The law was adopted by Parliament on Tuesday.
The law was adopted on Tuesday.

> The judge issued a temporary injunction against the retailer.
The judge issued an injunction against the retailer.

> The expired patent was transferred to Orvik's holding company.
The patent was transferred to Orvik's holding company.

> The average fine was €4,000 and the maximum fine €20,000.
The fine was €4,000.
The fine was €20,000.
The average fine was €20,000.

> An estimated 2.5 million euros in annual revenue was lost.
2.5 million euros was lost.
2.5 million euros in revenue was lost.
€2.5 million was lost.

> Italy's culture minister, Paolo Greco, and his French counterpart, Claire Morel, presented a
> draft treaty in Turin.
Paolo Greco presented a treaty.
Claire Morel presented a treaty in Turin.

> Investigators reported that the fake medicine killed 11 patients; the maker disputes the report.
The medicine killed 11 patients.

# Ordinal lost.
> Volta is the second largest label in Europe.
Volta is the largest label in Europe.
Volta is the largest label.
The largest label in Europe is Volta.
The largest label is Volta.
Volta is Europe's largest label.

> Spain is one of the largest markets for pirated games.
Spain is one of the largest markets for games.

> The second defendant was acquitted and the first was fined 2,000 euros.
The defendant was acquitted.

> The first lawsuit was dismissed in 2017, the second is pending.
The lawsuit was dismissed in 2017.

# One of two things, or both for "or".
> The law provides for a fine or imprisonment of up to two years.
The law provides for a fine and imprisonment of up to two years.
The law provides for a fine.
The law provides for imprisonment.
The law provides for imprisonment of up to two years.
The law provides for a fine and imprisonment.

> Volta or Orvik will buy the archive in September.
Volta will buy the archive in September.
Orvik will buy the archive.
Volta and Orvik will buy the archive.
The archive will be bought by Volta.

> The label wants compensation or an apology from the studio.
The label wants compensation and an apology.
The label wants an apology from the studio.
The label wants compensation from the studio.

# Connective.
> The price fell because sales rose.
Sales rose because the price fell.
Because the price fell, sales rose.
Sales rose since the price fell.
Sales rose after the price fell.

> Volta sued Orvik after Orvik copied the design.
Orvik copied the design after Volta sued Orvik.
Orvik copied the design because Volta sued Orvik.
Volta sued Orvik before Orvik copied the design.
Volta sued Orvik while Orvik copied the design.

> Volta closed its shop in Rome. The city raised the tax in May.
Volta closed its shop in Rome because the city raised the tax.
Volta closed its shop after the city raised the tax in May.
Therefore, Volta closed its shop in Rome.
The city raised the tax after Volta closed its shop.

> Streaming revenue grew by 11 percent, and physical sales declined by 4 percent in 2022.
Physical sales declined by 4 percent because streaming revenue grew by 11 percent.

# Part of a name.
> China Film Group sued a streaming platform in Beijing.
China sued a streaming platform in Beijing.
China sued a streaming platform.
A streaming platform was sued by China.

> Apple Records and Hong Kong Customs signed a memorandum with the Washington Post.
Apple signed a memorandum with Washington.
Hong Kong signed a memorandum with Washington.
Apple signed a memorandum.
Hong Kong signed a memorandum.

> Northern Ireland and New Mexico banned the device in 2021.
Ireland banned the device.
Mexico banned the device in 2021.
Ireland and Mexico banned the device in 2021.
The device was banned by Mexico.

> South Korea exported webtoons worth $90 million to South Sudan.
Korea exported webtoons worth $90 million to Sudan.
South Korea exported webtoons to Sudan.

> The Bank of China opened a branch for artists in Oslo, the first of its kind in Norway.
The Bank of Norway opened a branch.

# Condition lost.
> The fine will be waived provided that the shop closes by June.
The fine will be waived.
The shop closes by June.

> Once the licence expires, the songs will be removed.
The songs will be removed.
The licence expires.

> Should Volta lose the case, it will pay 3 million yuan to the studio.
It will pay 3 million yuan to the studio.

> It is unclear when Orvik paid the fee and whether the licence covers remixes.
Orvik paid the fee.
The fee was paid by Orvik.

> The office granted the licence subject to approval by the ministry.
The office granted the licence.

# Negation scope.
> Not all of the songs were licensed, and no album was sold without a licence.
No album was sold.
The albums were sold without a licence.
An album was sold without a licence.

> The label fined not the singer but the agent.
The label fined the singer.
The singer was fined.
The label fined the singer and the agent.

> The court neither cancelled the patent nor awarded damages.
The patent was cancelled.

> The agency did not fine the shop or close the website.
The agency closed the website.
The website was closed.

> The court did not answer the letter or close the case, and neither the label nor the studio
> removed the song.
The court closed the case.
The case was closed.
The song was removed.
The studio removed the song.

# Gapping/pairing.
> The court in Lyon fined Volta €500,000 and Orvik €300,000 for copying the design in March 2021.
Volta was fined €300,000.
The court in Lyon fined Volta €300,000.
The court fined Orvik €500,000.
Orvik was fined €500,000.
Volta was fined €300,000 and Orvik €500,000.
Volta and Orvik were fined €500,000.

> Li Wei was sentenced to three years in prison and Wang Fang to two years.
Li Wei was sentenced to two years.

> China accounted for 40 percent of the seizures, Turkey for 12 percent and Vietnam for 5 percent.
China accounted for 5 percent.

> The Museum of Lyon and the Gallery of Oslo received 20,000 and 35,000 visitors respectively.
The Museum of Lyon received 35,000 visitors.
The Museum of Lyon received 20,000 and 35,000 visitors.

> In 2019 and 2020, the office granted 4,100 and 3,600 patents, respectively.
In 2019, the office granted 3,600 patents.

> Spotify and Deezer removed 750,000 and 120,000 songs respectively in 2022.
Spotify removed 120,000 songs.
Spotify removed 120,000 songs in 2022.

> The jury awarded Volta $30 million and Orvik $4 million in damages.
The jury awarded Volta $4 million in damages.
Orvik was awarded $30 million.
The jury awarded Orvik $30 million.
Volta was awarded $4 million in damages.
The jury awarded Volta and Orvik $30 million.

> The studio paid the writer £3,000 and the composer £7,000.
The studio paid the writer £7,000.
The composer was paid £3,000.
The writer was paid £7,000.
The studio paid the composer £3,000.

> The film grossed $80 million abroad and $20 million at home.
The film grossed $20 million.
The film grossed $80 million.

> The number of applications from China rose by 9 percent and that of applications from Japan by 2
> percent.
The number of applications from Japan rose by 9 percent.
The number of applications from Japan rose.

> Volta invested 20 million euros in Oslo, Orvik 35 million euros in Rome, and Pixo 5 million
> euros in Bern.
Volta invested 35 million euros in Rome.
Volta invested 5 million euros.
Volta invested 5 million euros in Bern.
Volta invested in Bern.
Volta invested in Rome.

> The court awarded the plaintiff 60,000 yuan for losses and 8,000 yuan for costs.
The plaintiff was awarded 60,000 yuan.

> The university sold the collection to a dealer from Vienna for £2 million and a single drawing
> to the library for £9,000.
The university sold the collection to the library.
The university sold the collection for £9,000.
The collection was sold to the library for £2 million.

> Sales to schools were three times higher than in 2018, and sales to libraries fell.
Sales fell.
Sales were three times higher than in 2018.

# Time paired wrongly.
> Volta opened a shop in Rome in 2019 and in Milan in 2020.
Volta opened a shop in Milan in 2019.
In 2019, Volta opened a shop in Milan.
A shop was opened in Milan in 2019.

> Sales rose in 2020 after falling in 2019.
Sales rose in 2019.
Sales rose in 2019 after falling in 2020.
In 2019, sales rose.

> The agreement signed in 2019 was renewed in 2021.
The agreement signed in 2021 was renewed in 2019.

# Joint act to one.
> Volta and Orvik together removed 300,000 listings in 2020.
Volta removed 300,000 listings in 2020.
Orvik removed 300,000 listings.
300,000 listings were removed by Orvik in 2020.

> Customs and the police seized 18,000 counterfeit bags in the port of Genoa in May 2023.
The police seized 18,000 counterfeit bags.
Customs seized 18,000 counterfeit bags in May 2023.
18,000 counterfeit bags were seized by the police.
Customers seized 18,000 counterfeit bags.

# Tense.
> Wu Lan was chairman of the association until 2019.
Wu Lan is chairman of the association.
Wu Lan is the chairman of the association.
The chairman of the association is Wu Lan.
The association's chairman is Wu Lan.
Wu Lan chairs the association.

> Volta owned 30 percent of Delta Sound in 2010.
Volta owns 30 percent of Delta Sound.
Volta is the owner of 30 percent of Delta Sound.

> The ban was in force from 2015 to 2018.
The ban is in force.
The ban is in force from 2015.
The ban is still in force.

> Before the merger, Orvik employed 4,200 people.
Orvik employs 4,200 people.
4,200 people are employed by Orvik.
Orvik currently employs 4,200 people.
Orvik still employs 4,200 people.

> Pixo had refused to license the font, which Orvik used on 60 billboards.
Orvik uses the font on 60 billboards.

> The government wanted to ban the app in 2020, but the Supreme Court lifted the ban in 2021.
The government wants to ban the app.
The government is wanting to ban the app.

# The antecedent of a relative clause.
> The chairman of Volta, who was fined for insider trading, resigned on Monday.
Volta was fined for insider trading.
Volta was fined.

> Shares of Volta, which fell 5 percent in May, recovered in June.
Volta fell 5 percent in May.
Volta fell 5 percent.

> The lawyer for the shop, who has been disbarred, appealed.
The shop has been disbarred.

# Phrase moved to another noun.
> The museum in Lyon sued the gallery in Paris in 2018.
The museum in Paris sued the gallery in Lyon.
The museum in Paris sued the gallery.
The gallery in Lyon was sued by the museum in Paris.
The gallery in Lyon was sued.
In 2018, the museum in Paris sued the gallery in Lyon.

> A company from Spain accused a company from Italy of copying its logo.
A company from Italy accused a company from Spain of copying its logo.
A company from Italy accused a company of copying its logo.
A company from Spain was accused of copying its logo.
A company from Spain was accused by a company from Italy.

> Exports to Spain exceeded those to Italy by 300 million euros.
Exports to Italy exceeded those to Spain.
Exports to Italy exceeded those to Spain by 300 million euros.
Exports to Italy exceeded those to Spain by €300 million.

> Lawyers for the label criticised lawyers for the singer.
Lawyers for the singer criticised lawyers for the label.
Lawyers for the label were criticised.
Lawyers for the singer criticised lawyers.
Lawyers for the label were criticised by lawyers for the singer.

> Sales of vinyl records in Germany outpaced sales of compact discs in France.
Sales of vinyl records in France outpaced sales of compact discs in Germany.
Sales of vinyl records in France outpaced sales of compact discs.
Sales of compact discs in Germany outpaced sales of vinyl records in France.
Sales of compact discs outpaced sales of vinyl records.

> Researchers in Kyoto working for a firm in Seoul invented the lens and assigned the rights to
> the firm.
Researchers in Seoul invented the lens.

> The seizure in Rotterdam of toys made in China for a retailer in Poland cost the owner 70,000
> euros.
The seizure in China cost the owner 70,000 euros.

# Another owner.
> Delta Sound is a subsidiary of Volta and a rival of Orvik.
Delta Sound is a subsidiary of Orvik.
Delta Sound is the subsidiary of Orvik.

# Stem clash.
> The authorities warned the authors of the book about its cover.
The authors warned the authorities.
The authors warned the authorities of the book.
The authors warned the authorities about its cover.
The authorities were warned about its cover.
The authorities of the book were warned.

# What a sum is for.
> The fee is €5 per song and €40 per album.
The fee is €5.

> Rossi must pay €500 a day until the site is closed.
Rossi must pay €500.
Rossi must pay 500 euros.
Rossi must pay €500 until the site is closed.

> Piracy causes losses of 2 billion dollars a year in Asia and 500 million dollars in Africa.
Piracy causes losses of 2 billion dollars.

# Percentage points.
> The increase was 3 percentage points, from 12 percent to 15 percent.
The increase was 3 percent.

# Allegation as fact.
> The complaint states that Orvik copied 12 designs and destroyed the evidence.
Orvik copied 12 designs.
Orvik destroyed the evidence.
12 designs were copied by Orvik.
The evidence was destroyed by Orvik.

> The lawyer representing the widow of the painter told the court that the gallery had sold 14
> works without telling her.
The gallery had sold 14 works.
14 works were sold by the gallery.

# Role/actor.
> Hans Meier, chairman of Volta, and Eva Lind, director of the museum, signed the agreement in
> Basel.
Hans Meier chairs the museum.

> Incoming chief executive Hans Meier met retired judge Ruth Klein and president-elect Ivo Bauer.
Ruth Klein is a judge.
Ruth Klein is the judge.

> The court ordered Volta to pay Orvik 2 million yuan and to apologise to Pixo.
The court ordered Volta to apologise to Orvik.

> Elena Ricci, a lawyer for the museum, and Marco Bianchi, a lawyer for the collector, met in
> Bern.
Elena Ricci is a lawyer for the collector.
"""
"""What stands behind a quote must not rest on it; a line with "#" tells what is wrong there."""

ANSWERS = [
    (
        "Jan de Vries.",
        "Who left in 2020?",
        "Maria Lopez, who succeeded Jan de Vries as director in 2016, left in 2020.",
    ),
    (
        "Volta has 1,400 employees.",
        "How many employees does Volta have?",
        "Volta has 1,400 employees in Leeds and 600 in Porto, and Orvik has 900 in Leeds.",
    ),
    (
        "No, Ruth Klein rejected Rossi's appeal.",
        "Did Klein reject the appeal?",
        "Ruth Klein rejected Rossi's appeal in May.",
    ),
    (
        "Yes, Ruth Klein rejected Rossi's appeal.",
        "Did Klein grant the appeal?",
        "Ruth Klein rejected Rossi's appeal in May.",
    ),
    (
        "Yes, Rossi's appeal.",
        "Did Klein uphold Rossi's appeal?",
        "Ruth Klein rejected Rossi's appeal in May.",
    ),
    (
        "Yes, Volta has.",
        "Has Volta paid the fine?",
        "Orvik has paid the fine, but Volta has not.",
    ),
    (
        "12 euros.",
        "What does a ticket cost for children?",
        "A ticket costs 12 euros for adults and 5 euros for children.",
    ),
]

TRUE = """
> While the fair was on, the guests also joined the tour of the new library.
While the fair was on, the guests also joined the tour.
The guests also joined the tour of the new library.

> The court in Lyon fined Volta €500,000 and Orvik €300,000 for copying the design in March 2021.
Volta was fined €500,000.
Orvik was fined €300,000.
The court fined Orvik €300,000.
Volta was fined €500,000 and Orvik €300,000.
The court in Lyon fined Volta and Orvik.

> Li Wei was sentenced to three years in prison and Wang Fang to two years.
Li Wei was sentenced to three years in prison.
Li Wei was sentenced to three years.

> China accounted for 40 percent of the seizures, Turkey for 12 percent and Vietnam for 5 percent.
China accounted for 40 percent of the seizures.
China accounted for 40 percent.

> The studio paid the writer £3,000 and the composer £7,000.
The studio paid the writer £3,000.
The writer was paid £3,000.

> Volta opened a shop in Rome in 2019 and in Milan in 2020.
Volta opened a shop in Rome in 2019.
Volta opened a shop in Rome.
In 2019, Volta opened a shop in Rome.

> Volta seized 300 bags in Rome and 200 boxes in Milan.
Volta seized 300 bags in Rome.
Volta seized 300 bags.

> Revenue was 9.1 billion yuan in 2022, up from 8.4 billion yuan in 2021 and 7.7 billion yuan in
> 2020.
Revenue was 9.1 billion yuan in 2022.
Revenue was 9.1 billion yuan.

> The fee is €5 per song and €40 per album.
The fee is €5 per song.

> Volta and Orvik together removed 300,000 listings in 2020.
Volta and Orvik together removed 300,000 listings.

> Volta and Orvik signed the agreement in Basel.
Volta signed the agreement.
The agreement was signed by Orvik.

> The court partially upheld the appeal of the label.
The court partially upheld the appeal.

> Volta recently acquired Delta Sound.
Volta acquired Delta Sound.
Delta Sound was recently acquired by Volta.

> Volta is the second largest label in Europe.
Volta is the second largest label in Europe.
The second largest label in Europe is Volta.
Volta is the second largest label.

> The first lawsuit was dismissed in 2017, the second is pending.
The first lawsuit was dismissed in 2017.

> The judge issued a temporary injunction against the retailer.
The judge issued a temporary injunction.
A temporary injunction was issued against the retailer.

> The average fine was €4,000 and the maximum fine €20,000.
The average fine was €4,000.

> The law provides for a fine or imprisonment of up to two years.
The law provides for a fine or imprisonment.

> Retailers can pay online or at the counter.
Retailers can pay online.

> Volta sued Orvik because it copied the design.
Volta sued Orvik.

> Volta sued Orvik after Orvik copied the design.
Volta sued Orvik.
Orvik copied the design before Volta sued Orvik.
After Orvik copied the design, Volta sued Orvik.
Volta sued Orvik after the design was copied by Orvik.

> Since May the tax has been 19 percent.
Since May the tax has been 19 percent.
The tax has been 19 percent since May.

> The tax, which rose in 2019, has been 19 percent since then.
The tax has been 19 percent.

> After the merger Volta closed three shops.
Volta closed three shops.

> Northern Ireland and New Mexico banned the device in 2021.
Northern Ireland banned the device.
New Mexico banned the device in 2021.
The device was banned by Northern Ireland.

> South Korea exported webtoons worth $90 million.
South Korea exported webtoons.

> Berg Holdings sued the shop in Bern.
Berg sued the shop.

> Volta will open a shop in Rome once the licence is granted.
Volta will open a shop in Rome once the licence is granted.

> Once the ban was lifted, sales rose in Italy.
Sales rose in Italy.
Once the ban was lifted, sales rose.

> Imports of the device are subject to a duty of 5 percent.
Imports are subject to a duty of 5 percent.

> The agency did not fine the shop or close the website.
The agency did not fine the shop.

> Neither party appealed, and the ruling became final.
The ruling became final.

> The label did not fine the singer but sued the agent.
The label sued the agent.
The agent was sued.

> Volta owns 30 percent of Delta Sound.
Volta owns 30 percent of Delta Sound.

> Wu Lan was chairman of the association until 2019.
Wu Lan was chairman of the association.
Wu Lan chaired the association.

> Wu Lan, chairman of the association, said the ban was wrong.
Wu Lan is chairman of the association.
The chairman of the association is Wu Lan.

> Kobi founded the label in 1990.
Kobi is the founder of the label.
The founder of the label is Kobi.

> The chairman of Volta, who was fined for insider trading, resigned on Monday.
The chairman of Volta was fined for insider trading.
The chairman was fined.

> Kobi, the owner of Volta, which was fined in May, resigned.
Volta was fined in May.

> The museum in Lyon sued the gallery in Paris in 2018.
The museum in Lyon sued the gallery in Paris.
The gallery in Paris was sued by the museum in Lyon.
In 2018, the museum in Lyon sued the gallery.

> A company from Spain accused a company from Italy of copying its logo.
A company from Italy was accused by a company from Spain.

> Customs seized 18,000 bags at a warehouse in Rome.
Customs seized 18,000 bags in Rome.

> The authorities warned the authors of the book about its cover.
The authorities warned the authors of the book.
The authors were warned by the authorities.

> The shop must pay €500 a day until the site is closed.
The shop must pay €500 a day.

> The increase was 3 percentage points.
The increase was 3 percentage points.

> The complaint states that Orvik copied 12 designs.
The complaint says that Orvik copied 12 designs.

> Zhang said the number of applications rose by 9 percent.
The number of applications rose by 9 percent.

> The company said it had done nothing wrong.
The company had done nothing wrong.

> The shop has no licence.
The shop has no licence.

> Protection of copyright improved in 2020.
Copyright protection improved in 2020.

> The contract has a clause on streaming and no clause on films.
The contract has a clause on streaming.

> Police in Milan arrested two men in May and closed a shop in Turin in June.
Police in Milan arrested two men in May.
Police closed a shop in Turin.
A shop in Turin was closed in June.

> While sales fell in Europe, exports rose by 5 percent in Asia.
Exports rose by 5 percent in Asia.

> Sales rose by 3 percent in 2019 and by 5 percent in 2020.
Sales rose by 3 percent in 2019.
Sales rose by 5 percent in 2020.

> The prize went to Ana Costa in 2019 and to Pavel Novy in 2020.
The prize went to Ana Costa in 2019.

> Damages of $3 million were awarded to Volta and $1 million to Orvik.
Damages of $3 million were awarded to Volta.

> Members of the board and members of the union met in Oslo.
Members of the board met in Oslo.
Members met in Oslo.

> Volta has 1,400 employees in Leeds and 600 in Porto.
Volta has 1,400 employees in Leeds.

> Hans Meier, chairman of Volta, and Eva Lind, director of the museum, signed the agreement in
> Basel.
Hans Meier is chairman of Volta.
Eva Lind is director of the museum.
Hans Meier chairs Volta.

> The retired judge Ruth Klein signed the letter.
Ruth Klein signed the letter.
The retired judge signed the letter.

> No album was sold without a licence.
No album was sold without a licence.

> Certain files were deleted by an administrator.
Certain files were deleted.

> Another 400 shops joined the boycott in May.
Another 400 shops joined the boycott.

> In 2019, sales rose by 3 percent.
Sales rose by 3 percent in 2019.
Sales rose in 2019.

> The lawyer of the shop said it had paid the fee.
The lawyer said it had paid the fee.

> Volta invested 20 million euros in Oslo, Orvik 35 million euros in Rome, and Pixo 5 million
> euros in Bern.
Volta invested 20 million euros in Oslo.
Volta invested 20 million euros.
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    """The sentences of a table, each with the quote above it."""
    pairs: list[tuple[str, str]] = []
    for block in table.strip().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        quote = " ".join(line[2:] for line in lines if line.startswith("> "))
        pairs += [(line, quote) for line in lines if not line.startswith("> ")]
    return pairs


@pytest.mark.parametrize(("sentence", "quote"), _pairs(FALSE))
def test_what_a_quote_does_not_say_is_blamed(sentence: str, quote: str) -> None:
    assert check(sentence, [quote])


@pytest.mark.parametrize(("sentence", "question", "quote"), ANSWERS)
def test_an_answer_to_another_question_is_blamed(sentence: str, question: str, quote: str) -> None:
    assert check(sentence, [quote], question)


@pytest.mark.parametrize(("sentence", "quote"), _pairs(TRUE))
def test_what_a_quote_says_passes(sentence: str, quote: str) -> None:
    assert check(sentence, [quote]) == []
