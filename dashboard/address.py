"""Controls whose value stands in the page's address, so that a link holds the question. Codes stand there, never what is shown."""

from collections.abc import Mapping

import streamlit as st


def said(key: str, default: str = "") -> str:
    """What the address says."""
    return st.query_params.get(key, default)


def say(key: str, value: str, default: str = "") -> None:
    """Write a value into the address; the default is left out."""
    if value != default:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]
    st.session_state[f"address.{key}"] = value


def select(label: str, options: Mapping[str, str], key: str, default: str = "", help: str | None = None) -> str:
    """A drop-down over ``options`` (value → what is shown)."""
    _restore(key, options, default)
    value = st.selectbox(label, list(options), format_func=lambda o: options.get(o, o), key=key, help=help)
    say(key, value, default)
    return str(value)


def segments(label: str, options: Mapping[str, str], key: str, default: str) -> str:
    """One of a few, side by side."""
    _restore(key, options, default)
    value = st.segmented_control(
        label, list(options), format_func=lambda o: options.get(o, o), key=key, required=True, label_visibility="collapsed"
    )
    say(key, value or default, default)
    return str(value or default)


def write(label: str, key: str, default: str = "", placeholder: str = "") -> str:
    """A line to type in."""
    _restore(key, None, default)
    value = st.text_input(label, key=key, placeholder=placeholder).strip()
    say(key, value, default)
    return value


def _restore(key: str, options: Mapping[str, str] | None, default: str) -> None:
    """Take the address's value when it is new: a pasted link, or the browser's back button."""
    value = said(key, default)
    state = st.session_state
    if key not in state or value != state.get(f"address.{key}", value):
        state[key] = value
    if options is not None and state[key] not in options:
        state[key] = default if default in options else next(iter(options), default)
