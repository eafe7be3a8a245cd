"""The colours of the map, by the contrast of WCAG 2.2 (1: alike, 21: black on white), on a light and on a dark page."""

from itertools import combinations, pairwise

import pytest

from dashboard import colours, draw


@pytest.fixture(params=[False, True], ids=["light", "dark"], autouse=True)
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colours, "dark", lambda: request.param)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tile(share: float | None, *, known: bool = True) -> draw.Spec:
    return draw._tile(draw.Tile(1, 0, "浙江", "1/1364", share, known))


def test_little_is_not_nothing() -> None:
    little, nothing, outside = tile(0.0007), tile(None), tile(None, known=False)
    fills = [t["itemStyle"]["color"] for t in (little, nothing, outside)]
    assert contrast(fills[0], fills[1]) >= 1.5
    assert all(contrast(a, b) >= 1.15 for a, b in combinations(fills, 2))
    # Paper alone would be no tile.
    assert contrast(nothing["itemStyle"]["borderColor"], colours.paper()) >= 1.5


def test_more_is_darker_in_steps_that_one_sees() -> None:
    steps = [colours.step(i / 4) for i in range(5)]
    assert all(contrast(a, b) >= 1.2 for a, b in pairwise(steps))


def test_the_words_of_a_tile_can_be_read() -> None:
    for found in (*(tile(i / 10) for i in range(11)), tile(None), tile(None, known=False)):
        assert contrast(found["label"]["color"], found["itemStyle"]["color"]) >= 4
