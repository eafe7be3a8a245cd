"""The language of the page: Chinese as it stands in the code, English out of ``texts.toml`` and ``questions.toml``."""

import json
import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

from graph.ontology import ontology

TABLE, QUESTIONS = (Path(__file__).with_name(name) for name in ("texts.toml", "questions.toml"))
LANGUAGES = {"zh": "中文", "en": "English"}
# What ``<html lang>`` says.
TAGS = {"zh": "zh-CN", "en": "en"}
KEY = "lang"
# Replaces Streamlit's own English words as they appear. Text out of documents is never touched: it stands in Markdown, HTML or a canvas.
SCRIPT = """<script>
window.wusheWords = %s;
if (!window.wusheWatch) {
  const ours = '[data-testid=stMain] :is([data-testid=stMarkdownContainer], .stHtml, h1, h2, h3)';
  const said = t => window.wusheWords[t.trim()] || (window.wusheWords['{size} per file'] || '{size} per file').replace(
    '{size}', (t.match(/^([0-9.]+[KMG]?B) per file$/) || [])[1] || '{size}');
  const change = n => {
    if (n.nodeType === 3) {
      const box = n.parentElement, word = said(n.nodeValue);
      const free = box && (!box.closest(ours) || box.closest('[data-testid=stFileUploader]'));
      if (free && word && !word.includes('{size}') && word !== n.nodeValue) n.nodeValue = word;
    } else if (n.nodeType === 1) {
      for (const a of ['aria-label', 'title'])
        if (window.wusheWords[n.getAttribute(a)]) n.setAttribute(a, window.wusheWords[n.getAttribute(a)]);
      n.childNodes.forEach(change);
    }
  };
  const seen = m => m.type === 'characterData' ? change(m.target) : m.addedNodes.forEach(change);
  window.wusheWatch = new MutationObserver(all => all.forEach(seen));
  window.wusheWatch.observe(document.body, {childList: true, subtree: true, characterData: true});
  change(document.body);
}
document.documentElement.lang = %s;
</script>"""


@cache
def texts() -> dict[str, dict[str, str]]:
    """``english`` (Chinese → English, of the pages and of the questions), ``words`` (codes of the vocabulary
    whose Chinese has another meaning elsewhere → English) and ``streamlit`` (its words → Chinese).
    """
    found: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text("utf-8"))
    for words in tomllib.loads(QUESTIONS.read_text("utf-8")).values():
        found["english"] |= words
    return found


def language() -> str:
    """The reader's language: zh or en."""
    return str(st.session_state.get(KEY, "zh"))


def settle() -> None:
    """Take the language from the address, or write it there, so that every link holds it; Chinese is not written."""
    asked = st.query_params.get(KEY, "")
    if asked in LANGUAGES:
        st.session_state[KEY] = asked
    elif language() != "zh":
        st.query_params[KEY] = language()


def say(text: str, /, **values: object) -> str:
    """A text in the reader's language, ``{name}`` replaced by values. A text that the table lacks stays as it is: it is data."""
    found = texts()["english"].get(text, text) if language() == "en" else text
    return found.format(**values) if values else found


def word(code: str) -> str:
    """One of the vocabulary's words (a label, type, kind, role, genre, nature) as the reader says it; any other word as it is."""
    zh = ontology().zh(code)
    if zh == code:
        return code
    return texts()["words"].get(code, say(zh)) if language() == "en" else zh


def script() -> str:
    """HTML that tells the browser the language and puts Chinese in the place of Streamlit's own English; nothing out of a graph."""
    words = texts()["streamlit"] if language() == "zh" else {}
    return SCRIPT % (json.dumps(words, ensure_ascii=False).replace("<", "\\u003c"), json.dumps(TAGS[language()]))


def switch() -> None:
    """The control that changes the language."""

    def changed() -> None:
        st.session_state[KEY] = st.session_state["language"]
        if language() == "zh":
            st.query_params.pop(KEY, None)
        else:
            st.query_params[KEY] = language()

    st.session_state["language"] = language()
    st.radio(
        "语言 Language", list(LANGUAGES), key="language", format_func=LANGUAGES.__getitem__, on_change=changed, horizontal=True,
        label_visibility="collapsed",
    )  # fmt: skip
