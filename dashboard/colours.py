"""The colours and shapes of a picture, all derived from the vocabulary and from whether the page is light or dark."""

from typing import Any

import streamlit as st

from graph.ontology import ontology

# Shape as well as colour, so that a black-and-white print and a colour-blind reader can tell the five apart.
HEXAGON = "path://M25 0 L75 0 L100 50 L75 100 L25 100 L0 50 Z"
SHAPES = {"charity": HEXAGON, "social_org": "circle", "social_worker": "diamond", "volunteer": "triangle", "community": "roundRect"}
WHITE, BLACK = "#ffffff", "#0b1118"
# Ink in the rim of an empty cell.
RIM = 0.3


def dark() -> bool:
    """Whether the reader's page is dark."""
    return str(getattr(st.context.theme, "type", "light")) == "dark"


def blend(colour: str, other: str, share: float) -> str:
    """``share`` of ``colour`` mixed with the rest of ``other``; both and the result as #rrggbb."""
    one, two = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (colour, other))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(one, two, strict=True))


def paper() -> str:
    """The background of a chart."""
    return str(st.get_option(f"theme.{'dark' if dark() else 'light'}.backgroundColor") or (BLACK if dark() else WHITE))


def ink(share: float = 1.0) -> str:
    """The colour of writing; a smaller share is quieter."""
    text = str(st.get_option(f"theme.{'dark' if dark() else 'light'}.textColor") or (WHITE if dark() else BLACK))
    return blend(text, paper(), share)


def five_colour(role: str) -> str:
    """The colour of one of the 五社, or of writing where ``role`` is none of them."""
    known = ontology().five.get(role)
    return _visible(known.colour) if known else ink(0.55)


def label_colour(label: str) -> str:
    """The colour of a node type."""
    known = ontology().node.get(label)
    return _visible(known.colour) if known else ink(0.55)


def node_colour(row: dict[str, Any]) -> str:
    """The colour of an entity: its 五社 role if it has one, else its type."""
    return five_colour(str(row.get("five"))) if row.get("five") else label_colour(str(row.get("label")))


def node_shape(row: dict[str, Any]) -> str:
    """The shape of an entity's role; a small square where it has none."""
    return SHAPES.get(str(row.get("five") or ""), "rect")


def step(share: float) -> str:
    """The colour of a share between 0 and 1 on a scale of one hue; the lowest is far enough from paper that little is not nothing."""
    return blend(_visible(ontology().five["social_org"].colour), paper(), 0.34 + 0.66 * min(max(share, 0.0), 1.0))


def unread() -> str:
    """What a map shows where nothing was read: paper, with a rim of ``ink(RIM)``."""
    return paper()


def without_data() -> str:
    """What a map shows where there are no divisions to count in."""
    return ink(0.08)


def on(colour: str) -> str:
    """Black or white, whichever is easier to read on ``colour`` (by the contrast of WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    # At this luminance both have the same contrast.
    return BLACK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 else WHITE


def _visible(colour: str) -> str:
    """The vocabulary's colours are made for white paper: on a dark page they are lifted."""
    return blend(colour, WHITE, 0.72) if dark() else colour
