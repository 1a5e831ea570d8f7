"""A language is what a file says, or what its text clearly shows."""

from __future__ import annotations

import pytest

from ipqa.loaders.language import detect_language, language_tag
from ipqa.sentences import split_sentences

TEXTS = {
    "en": "The company said on Tuesday that it had signed an agreement with the centre. ",
    "de": "Das Unternehmen teilte am Dienstag mit, dass es ein Abkommen unterzeichnet habe. ",
    "fr": "La société a déclaré mardi qu'elle avait signé un accord avec le centre chinois. ",
    "es": "La empresa dijo el martes que había firmado un acuerdo con el centro de China. ",
    "zh": "腾讯公司周二与协会签署了谅解备忘录。双方将共同打击平台上的侵权行为。",
    "ja": "同社は火曜日、協会と覚書を締結したと発表した。両者は権利の侵害に取り組む。",
    "ko": "회사는 화요일에 협회와 양해각서를 체결했다고 밝혔다. 양측은 함께 노력할 것이다. ",
    "th": "บริษัทกล่าวเมื่อวันอังคารว่าได้ลงนามในข้อตกลงกับศูนย์แล้ว ทั้งสองฝ่ายจะทำงานร่วมกัน ",
    "ru": "Компания сообщила во вторник, что подписала соглашение с центром в Пекине. ",
    "ar": "قالت الشركة يوم الثلاثاء إنها وقعت اتفاقا مع المركز في بكين. وسيعمل الطرفان معا. ",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_detected(language: str) -> None:
    assert detect_language(TEXTS[language] * 6) == language


@pytest.mark.parametrize("text", ["", "Signed.", TEXTS["en"], "1 2 3 4 5 " * 100, "ok " * 99])
def test_what_is_short_or_unclear_is_not_guessed(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize("language", TEXTS)
def test_sentences_of_every_script_keep_their_offsets(language: str) -> None:
    text = (TEXTS[language] * 3).strip()
    spans = split_sentences(text, detect_language(text * 4))
    assert spans
    assert "".join(text[span.start : span.end] for span in spans).replace(" ", "") == text.replace(
        " ", ""
    )
    if language not in ("th",):  # which ends no sentence with a mark
        assert len(spans) >= 3


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("zh_Hans_CN", "zh"),
        ("DE", "de"),
        ("eng", "en"),
        ("English", "en"),
        ("中文", "zh"),
        ("und", None),
        ("Klingon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_is_written_as_its_primary_tag(written: str | None, tag: str | None) -> None:
    assert language_tag(written) == tag
