"""Lets a language model choose among the same questions and values, where ``KG_LLM_URL`` names one. It never writes Cypher.

What it answers is taken only where it is one of the questions, with parameters of that question, whose values stand in the sentence or
were found in it. Anything else is ignored, and the reading without a model stands.
"""

import json
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from graph.errors import QueryError
from graph.free.fill import fill
from graph.free.values import Value
from graph.queries import Query, check_params
from graph.queries import Value as Given
from nlp.model_client import ask_model

SYSTEM = """你为一个知识图谱的使用者找问题。只能从下面的问题中选一个，参数的值只能取自使用者的话或给出的值，不许自己编写。
都不合适时 question 为 none。只回答 JSON：{"question": 名字, "params": [{"name": 参数名, "value": 值}]}
"""


class Pair(Struct, frozen=True):
    """A parameter as the model says it."""

    name: str
    value: str


class Choice(Struct, frozen=True):
    """The answer of the model."""

    question: str
    params: list[Pair] = []


def choose(sentence: str, asked: Sequence[Query], values: Sequence[Value]) -> tuple[Query, dict[str, Given]] | None:
    """The question and parameters that the model chooses; None where it chooses none or what nobody offered. Raises ServiceError."""
    answer = ask_model(SYSTEM + "\n".join(map(_describe, asked)), _said(sentence, values), _schema(asked))
    try:
        choice = msgspec.json.decode(answer, type=Choice)
    except msgspec.MsgspecError:
        return None
    query = next((q for q in asked if q.name == choice.question), None)
    if query is None or any(not _offered(p.value, query, sentence, values) for p in choice.params):
        return None
    try:
        params = check_params(query, {p.name: p.value for p in choice.params})
    except QueryError:  # a parameter that the question does not have, or a value that it cannot have
        return None
    return query, {p.name: params[p.name] for p in query.params if params[p.name] != p.default}


def _offered(value: str, query: Query, sentence: str, values: Iterable[Value]) -> bool:
    filled = map(str, fill(query, sentence, list(values)).params.values())
    choices = (c for p in query.params for c in p.choices)
    return value in sentence or value in {*filled, *choices, *(v.value for v in values), "true", "false"}


def _describe(query: Query) -> str:
    params = "；".join(f"{p.name}：{p.about}" + (f"（可选：{'、'.join(p.choices)}）" if p.choices else "") for p in query.params)
    return f"{query.name}：{query.title}。{params}"


def _said(sentence: str, values: Iterable[Value]) -> str:
    found = "、".join(dict.fromkeys(v.value for v in values))
    return json.dumps({"话": sentence, "话里找到的值": found}, ensure_ascii=False)


def _schema(asked: Iterable[Query]) -> dict[str, object]:
    pair = {"name": {"type": "string"}, "value": {"type": "string"}}
    params = {
        "type": "array",
        "items": {"type": "object", "properties": pair, "required": list(pair), "additionalProperties": False},
    }
    question = {"enum": [*(q.name for q in asked), "none"]}
    return {
        "type": "object",
        "properties": {"question": question, "params": params},
        "required": ["question", "params"],
        "additionalProperties": False,
    }
