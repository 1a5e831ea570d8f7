from __future__ import annotations

import re

from ipqa.evaluation.page import page_html

from .builders import Parsed, report


def _colours(style: str) -> tuple[dict[str, str], dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    pattern = r"--([\w-]+): (#[0-9a-f]{6});"
    return dict(re.findall(pattern, light)), dict(re.findall(pattern, dark))


def _luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_have_the_contrast_of_wcag_aa_in_light_and_dark() -> None:
    assert round(_contrast("#ffffff", "#000000"), 2) == 21
    for colours in _colours(Parsed(page_html(report())).within("style")[0]):
        for ground in ("paper", "sheet", "raised"):
            for ink in ("ink", "soft", "accent", "good", "bad", "refused"):
                assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        for drawn in ("edge", "s1", "s2", "s3", "s4"):
            assert _contrast(colours[drawn], colours["sheet"]) >= 3, drawn
