"""The five articles of the repository load as their front matter says."""

from pathlib import Path

from ipqa.loaders import load_articles, walk_files

CORPUS = Path(__file__).parent.parent / "corpus"


def test_there_are_five_articles_with_clean_text() -> None:
    articles = [next(load_articles(path, f"corpus/{path.name}")) for path in walk_files(CORPUS)]
    assert len(articles) == 5
    for article in articles:
        assert article.language == "en"
        assert article.title
        assert len(article.text) > 1000
        for litter in ("cookie", "READ MORE", "QR Code", ">> Back", "#"):
            assert litter not in article.text


def test_what_a_source_does_not_say_is_not_guessed() -> None:
    articles = {path.stem: next(load_articles(path, path.name)) for path in walk_files(CORPUS)}
    assert articles["internet-copyright-protection-meeting"].date == "2016-04-27"
    assert [name for name, article in articles.items() if article.date] == [
        "internet-copyright-protection-meeting"
    ]
    assert articles["alibaba-cpcc-copyright-partnership"].source == "China Daily"
    assert articles["CBBC-IPCC-WeChat-memorandum"].source is None
