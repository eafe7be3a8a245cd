"""The language model as a second reader, against a real HTTP server on this machine that plays recorded answers, good and bad."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from graph.errors import ServiceError
from graph.facts import wrong_quotes
from graph.loaders.text import make_document
from graph.model import Facts, Reject
from graph.ontology import check_facts
from nlp import extract
from nlp.model_reader import BY, chunks, parse_answer, schema

TEXT = "左邻右里由海宁市民政局主管，2022年服务独居老人412人。手机13812345678。\n这一段说的是别的事。"
GOOD: dict[str, Any] = {
    "entities": [
        {"name": "左邻右里", "label": "ORG", "kind": "social_org", "aliases": []},
        {"name": "天上人间服务社", "label": "ORG", "kind": "social_org", "aliases": []},
        {"name": "左邻右", "label": "ALIEN", "kind": None, "aliases": []},
        {"name": 7},
    ],
    "relations": [
        {"head": "海宁市民政局", "type": "SUPERVISES", "tail": "左邻右里", "quote": "左邻右里由海宁市民政局主管"},
        {"head": "海宁市民政局", "type": "FUNDS", "tail": "左邻右里", "quote": "海宁市民政局资助左邻右里"},
        {"head": "海宁市民政局", "type": "FUNDS", "tail": "左邻右里", "quote": "这一段说的是别的事"},
        {"head": "独居老人", "type": "FUNDS", "tail": "海宁市民政局", "quote": "2022年服务独居老人412人"},
        {"head": "海宁市民政局", "type": "MENTIONS", "tail": "左邻右里", "quote": "左邻右里由海宁市民政局主管"},
    ],
    "indicators": [
        {"place": "左邻右里", "measure": "独居老人", "qualifier": "服务", "value": 412, "unit": "人", "as_of": "2022", "nature": "actual",
         "quote": "2022年服务独居老人412人"},
        {"place": "左邻右里", "measure": "孤儿", "qualifier": "", "value": 99, "unit": "人", "as_of": None, "nature": "actual",
         "quote": "2022年服务独居老人412人"},
    ],
}  # fmt: skip
Answer = Callable[[BaseHTTPRequestHandler], None]


def say(content: str) -> Answer:
    return send(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())


def send(code: int, body: bytes, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def dribble(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever: no single read times out."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


class Model(ThreadingHTTPServer):
    """Plays its answers one after the other, the last one for ever, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, Any, str]] = []

    def handle_error(self, *_: object) -> None:
        """A client that went away is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Model

    def do_GET(self) -> None:
        send(200, b'{"data": [{"id": "recorded"}]}')(self)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body, self.headers.get("Authorization", "")))
        answer = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        answer(self)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    with Model() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("KG_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1/")
        monkeypatch.setenv("KG_LLM_TIMEOUT", "0.5")
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        yield server
        server.shutdown()


def read(text: str = TEXT) -> tuple[Facts, list[Reject]]:
    rejects: list[Reject] = []
    return extract(make_document(text, "站.txt"), rejects.append), rejects


def test_without_an_address_no_model_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_LLM_URL", raising=False)
    facts, rejects = read()
    assert "左邻右里" not in {e.name for e in facts.entities}
    assert rejects == []


def test_what_the_text_bears_out_is_added_and_nothing_else(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LLM_KEY", "office")
    model.answers = [say(json.dumps(GOOD))]
    facts, rejects = read()
    names = {e.id: e.name for e in facts.entities}
    said = [(names[r.head], r.type, names[r.tail]) for r in facts.relations if any(v.by == BY for v in r.evidence)]
    assert said == [("海宁市民政局", "SUPERVISES", "左邻右里")]
    assert "天上人间服务社" not in names.values()
    (house,) = [e for e in facts.entities if e.name == "左邻右里"]
    assert (house.label, house.kind, house.evidence[0].score) == ("ORG", "social_org", 0.6)
    assert [i.value for i in facts.indicators if i.place == house.id] == [412.0]
    assert 99.0 not in {i.value for i in facts.indicators}
    assert wrong_quotes(facts) == []
    assert check_facts(facts) == []
    assert [r.reason for r in rejects] == ["语言模型的 8 条说法在原文里没有依据，没有用"]
    ((path, body, key),) = model.asked
    assert (path, key, body["model"], body["temperature"]) == ("/v1/chat/completions", "Bearer office", "recorded", 0)
    assert body["response_format"]["json_schema"]["schema"] == schema()
    assert "13812345678" not in json.dumps(body), "the model sees masked text"


def test_the_rules_keep_what_they_read(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    model.answers = [say('{"entities": [], "relations": [], "indicators": []}')]
    with_model, _ = read()
    monkeypatch.delenv("KG_LLM_URL")
    assert with_model == read()[0]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "我不知道。",
        "[1, 2]",
        "null",
        '{"entities": [',
        "{" * 3000,
        "[" * 100_000,
        "\x00",
        '{"entities": "many"}',
        '{"relations": [null, 3, [], {}]}',
    ],
)
def test_nonsense_is_told_and_left_out(model: Model, content: str) -> None:
    model.answers = [say(content)]
    facts, rejects = read()
    assert all(v.by != BY for e in facts.entities for v in e.evidence)
    assert len(rejects) == (content != '{"entities": "many"}')


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "<think>先看原文</think>\n{}", "\n{}\n"])
def test_answers_in_wrappings(wrapped: str) -> None:
    assert parse_answer(wrapped.replace("{}", json.dumps(GOOD))) == GOOD


def test_a_service_that_is_just_starting(model: Model) -> None:
    model.answers = [send(503, b"loading"), say(json.dumps(GOOD))]
    assert "左邻右里" in {e.name for e in read()[0].entities}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda handler: time.sleep(1.2), "0.5 秒内没有答完"),
        (dribble, "0.5 秒内没有答完"),
        (hang_up, "连不上"),
        (send(500, b"boom"), "回答了错误 500"),
        (send(401, b"no"), "回答了错误 401"),
        (send(302, b"", Location="http://203.0.113.1/"), "回答了错误 302"),
    ],
    ids=["silent", "dribble", "hang up", "500", "401", "redirect"],
)
def test_a_model_that_does_not_answer_stops_with_a_sentence(model: Model, answer: Answer, words: str) -> None:
    model.answers = [answer]
    with pytest.raises(ServiceError, match=f"语言模型 http://127.*：{words}.*；请检查服务是否在运行，或去掉 KG_LLM_URL") as error:
        read()
    assert error.value.exit_code == 3


def test_no_service_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LLM_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(ServiceError, match="连不上"):
        read()


def test_an_answer_that_is_no_json_or_far_too_large(model: Model) -> None:
    model.answers = [send(200, b"<html>login</html>"), send(200, b"x" * 3_000_000)]
    facts, rejects = read("海宁市民政局主管站点。\n" + "站点服务老人。\n" * 230)
    assert len(model.asked) == 2
    assert [r.sheet for r in rejects] == ["第 1 段", "第 2 段"]
    assert "海宁市民政局" in {e.name for e in facts.entities}


def test_long_texts_are_cut_at_paragraphs_and_sentences() -> None:
    text = "站点服务老人。" * 1000 + "\n" + "甲" * 5000
    spans = list(chunks(text))
    assert "".join(text[a:b] for a, b in spans) == text
    assert max(b - a for a, b in spans) <= 1500
    assert all(text[b - 1] in "。\n" for a, b in spans[:4])
