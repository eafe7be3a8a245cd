"""Controls whose value stands in the page's address, so that a link holds the question. Codes stand there, never what is shown."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.language import KEY as LANGUAGE
from dashboard.language import say as told
from graph.queries import Value


def said(key: str, default: str = "") -> str:
    """What the address says."""
    return st.query_params.get(key, default)


def say(key: str, value: str, default: str = "") -> None:
    """Write a value into the address; the default is left out."""
    if value != default:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]
    st.session_state[_last(key)] = value


def go(**values: str) -> None:
    """Change the address and draw the page for it; an empty value leaves its key out."""
    for key, value in values.items():
        if value:
            st.query_params[key] = value
        elif key in st.query_params:
            del st.query_params[key]
    st.rerun()


def forget(*kept: str) -> None:
    """Leave nothing in the address but these keys: another question has other controls."""
    for key in [k for k in st.query_params if k not in (*kept, LANGUAGE)]:
        del st.query_params[key]


def select(label: str, options: Mapping[str, str], key: str, default: str = "", *, free: bool = False, **more: Any) -> str:
    """A drop-down over ``options`` (value → what is shown), in the column ``at`` if one is given; ``free``: others may be typed."""
    if free and said(key) not in options:
        options = {**options, said(key): said(key)}
    widget, shown = _restore(key, None if free else options, default), {o: told(words) for o, words in options.items()}
    if free:
        more |= {"accept_new_options": True, "placeholder": told("选一个，或自己写")}
    value = more.pop("at", st).selectbox(told(label), list(options), format_func=lambda o: shown.get(o, o), key=widget, **_told(more))
    say(key, str(value or default), default)
    return str(value or default)


def segments(label: str, options: Mapping[str, str], key: str, default: str) -> str:
    """One of a few, side by side."""
    widget, shown = _restore(key, options, default), {o: told(words) for o, words in options.items()}
    value = st.segmented_control(
        told(label), list(options), format_func=lambda o: shown.get(o, o), key=widget, required=True, label_visibility="collapsed"
    )
    say(key, str(value or default), default)
    return str(value or default)


def write(label: str, key: str, default: str = "", **more: Any) -> str:
    """A line to type in."""
    widget = _restore(key, None, default)
    value = str(st.text_input(told(label), key=widget, **_told(more))).strip()
    say(key, value, default)
    return value


def switch(label: str, key: str, default: bool, **more: Any) -> bool:
    """Yes or no; in the address as true or false."""
    widget = _restore(key, {"true": "", "false": ""}, str(default).lower())
    st.session_state[widget] = st.session_state[widget] in (True, "true")
    value = st.toggle(told(label), key=widget, **_told(more))
    say(key, str(value).lower(), str(default).lower())
    return value


def number(label: str, key: str, default: float, **more: Any) -> Value:
    """A number; what is no number in an address is the default."""
    widget = _restore(key, None, str(default))
    try:
        st.session_state[widget] = type(default)(st.session_state[widget])
    except ValueError:
        st.session_state[widget] = default
    value: Value = st.number_input(told(label), key=widget, step=type(default)(1), **_told(more))
    say(key, str(value), str(default))
    return value


def _told(more: Mapping[str, Any]) -> dict[str, Any]:
    """Help and placeholder in the reader's language."""
    return {k: told(v) if k in ("help", "placeholder") else v for k, v in more.items()}


def _last(key: str) -> str:
    return f"address.{key}"


def _restore(key: str, options: Mapping[str, str] | None, default: str) -> str:
    """Take the address's value when it is new (a pasted link, the back button). The key of the control."""
    widget, state, value = f"control.{key}", st.session_state, said(key, default)
    if widget not in state or value != state.get(_last(key), value):
        state[widget] = value
    if options is not None and str(state[widget]).lower() not in options and state[widget] not in options:
        state[widget] = default if default in options else next(iter(options), default)
    return widget
