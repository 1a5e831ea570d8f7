"""A short answer that only looks like what was asked does not stand."""

import pytest

from ipqa.fitting import fits_question

OFFICIALS = "The meeting was attended by more than 200 government officials."
COPIES = "Just before it, more than 14 million pirated copies were destroyed."
YU = "Yu Cike, Director General of the Copyright Department, spoke first."
ZHAO = "Zhao Xiuling is Deputy Director General of the Copyright Department."


@pytest.mark.parametrize(
    ("question", "answer", "source", "fits"),
    [
        ("How many government officials attended the meeting?", "more than 200", OFFICIALS, True),
        ("How many government officials attended the meeting?", "14 million", COPIES, False),
        ("How many attended?", "more than 200", OFFICIALS, True),
        ("How many jobs did the measure cost?", "14,000", "It cost 14,000 jobs.", True),
        ("What did the measure cost?", "14,000 won", "The measure cost 14,000 won.", True),
        ("What share of sales is online?", "24.2%", "Online sales made up 24.2%.", True),
        ("What share of sales is online?", "a third", "It is a third of sales.", True),
        ("What share of sales is online?", "7.5 billion", "Sales reached 7.5 billion.", False),
        ("What percentage of the market is theirs?", "85 percent", "They hold 85 percent.", True),
        ("Which company holds a share in Acme?", "Tencent", "Tencent holds a share.", True),
        ("On which date was it released?", "28 December", "It came on 28 December.", True),
        ("On which date was it released?", "2020", "The report (2020) came out.", False),
        ("In which year was it released?", "2020", "The report (2020) came out.", True),
        ("Who is Deputy Director General of the department?", "Yu Cike", YU, False),
        ("Who is Deputy Director General of the department?", "Zhao Xiuling", ZHAO, True),
        ("Who is Director General of the department?", "Zhao Xiuling", ZHAO, False),
        ("Who is Director General of the department?", "Yu Cike", YU, True),
        ("Who leads the department?", "Yu Cike", YU, True),
        (
            "What was the revenue in 2019?",
            "7 billion yuan",
            "It was 7 billion yuan in 2018.",
            False,
        ),
        ("What was the revenue in 2018?", "7 billion yuan", "It was 7 billion yuan in 2018.", True),
        ("What was the revenue in 2018?", "7 billion yuan", "It was 7 billion yuan.", True),
        ("What was the value of its trading?", "170,000", "It registered 170,000 works.", False),
        ("What was the value of its trading?", "$3 million", "Trading reached $3 million.", True),
        ("How much did revenue grow?", "16.6 percent", "Revenue grew by 16.6 percent.", True),
        ("How many years had it been going?", "170,000", "Zhou said 170,000 works.", False),
        ("When did they sign?", "CBBC", "CBBC signed on 23 August.", False),
    ],
)
def test_what_only_looks_like_an_answer_does_not_fit(
    question: str, answer: str, source: str, fits: bool
) -> None:
    assert fits_question(answer, source, question) is fits
