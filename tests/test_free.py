"""Free questions: the phrasings of the test set, their parameters, nonsense, hostile text, a language model, the command line."""

import csv
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.free import Readings, read_question
from graph.free.match import unpadded
from graph.free.words import takes
from graph.model import Entity, Facts
from graph.queries import FOLDER, Param, ask, find_query, queries, read_query
from graph.stores import GraphStore, open_store
from tests.bench.__main__ import gold_facts
from tests.test_cli import run

# free_questions: the first set. Colloquial: as analysts and townships type them, written before the reader was made to understand them.
# Blind: one or two for each question, written when the reader was finished; nothing at all is tuned on it.
SETS = ("free_questions", "free_questions_colloquial", "free_questions_blind")
Case = tuple[str, str, dict[str, str]]


def cases(*names: str) -> list[Case]:
    """(phrasing, question, parameters that differ from the defaults) of some sets, of all by default."""
    rows: list[dict[str, str]] = []
    for name in names or SETS:
        with (Path(__file__).parent / "data" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(r["phrasing"], r["question"], _params(r["question"], r["params"])) for r in rows]


def _params(question: str, text: str) -> dict[str, str]:
    given = dict(part.split("=", 1) for part in (text or "").split(";") if part)
    defaults = {p.name: str(p.default) for p in find_query(question).params} if question != "-" else {}
    return {name: value for name, value in given.items() if defaults[name] != value}


def held_out(phrasing: str) -> bool:
    """The rule of the two halves: whether the SHA-256 of the phrasing is odd. Nothing is tuned on the held-out half."""
    return int(hashlib.sha256(phrasing.encode()).hexdigest(), 16) % 2 == 1


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A store with the names of the annotated documents."""
    with open_store(str(tmp_path_factory.mktemp("names") / "graph.lbdb")) as store:
        gold = gold_facts()
        things: dict[tuple[str, str], Entity] = {}
        for e in gold.entities:
            things.setdefault((e.label, e.name), e)
        store.write(Facts(documents=gold.documents, entities=tuple(things.values())))
        yield store


@pytest.fixture(scope="module")
def read(named: GraphStore) -> dict[str, Readings]:
    """Every phrasing of the test set, read."""
    return {phrasing: read_question(phrasing, named) for phrasing, _, _ in cases()}


def test_every_question_that_people_ask_has_phrasings() -> None:
    asked = {q.name for q in queries().values() if q.asked}
    for name in SETS:
        assert {question for _, question, _ in cases(name)} - {"-"} == asked, name
    assert len({phrasing for phrasing, _, _ in cases()}) == len(cases()) >= 600
    # What is asked by an id, and the sentence itself, is for programs.
    assert {q.name for q in queries().values() if not q.asked} == {
        q.name for q in queries().values() if any(p.name in ("id", "ids", "sentence") for p in q.params)
    }


def test_a_phrasing_leaves_gaps_for_parameters_only(tmp_path: Path) -> None:
    path = tmp_path / "test.cypher"
    text = (FOLDER / "targets.cypher").read_text("utf-8")
    path.write_text(text.replace("{name}提出了", "{nome}提出了"), "utf-8")
    with pytest.raises(QueryError, match="nome"):
        read_query(path)


def test_no_phrasing_of_the_test_sets_stands_in_a_header() -> None:
    known = {text for q in queries().values() for text in (*q.asked, q.title)}
    copied = {name: [phrasing for phrasing, question, _ in cases(name) if phrasing in known and question != "-"] for name in SETS}
    assert len(copied.pop(SETS[0])) <= 0.15 * len(cases(SETS[0]))
    assert not any(copied.values()), copied


def test_what_is_offered_is_said_in_chinese(read: dict[str, Readings]) -> None:
    """The codes of the vocabulary (county, newspaper) are for programs; a sentence of Latin letters may come back as it was typed."""
    for text, readings in read.items():
        for reading in readings.best:
            codes = set(re.findall("[a-z_]{3,}", reading.says())) - set(re.findall("[a-z_]{3,}", text.lower()))
            assert not codes, (text, reading.says())


def test_examples_in_a_help_are_no_kinds_of_things() -> None:
    def param(about: str) -> Param:
        return Param("x", "", about, ())

    assert takes(param("状态的一部分，例如“基金会注销”，空为全部")) == takes(param("状态的一部分，空为全部"))


@pytest.mark.parametrize(
    ("name", "half", "least"),
    [
        ("free_questions", "development", 0.97),
        ("free_questions", "held-out", 0.97),
        ("free_questions_colloquial", "development", 0.97),
        ("free_questions_colloquial", "held-out", 0.92),
        ("free_questions_blind", "both", 0.9),
    ],
)
def test_the_right_question_comes_first(read: dict[str, Readings], name: str, half: str, least: float) -> None:
    some = [c for c in cases(name) if c[1] != "-" and half in ("both", "held-out" if held_out(c[0]) else "development")]
    assert len(some) > 50
    first = [read[text].understood and read[text].best[0].query.name == question for text, question, _ in some]
    three = [question in [r.query.name for r in read[text].best] for text, question, _ in some]
    right = [read[t].best[0].query.name == q and {n: str(v) for n, v in read[t].best[0].params.items()} == p for t, q, p in some]
    assert sum(first) >= least * len(some)
    assert sum(three) >= 0.98 * len(some)
    assert sum(right) >= (least - 0.08) * len(some)


def test_nonsense_is_not_understood_and_the_nearest_are_offered(read: dict[str, Readings]) -> None:
    nonsense = [read[text] for text, question, _ in cases() if question == "-"]
    assert len(nonsense) >= 80
    assert sum(not r.understood for r in nonsense) >= 0.9 * len(nonsense)
    assert all(len(r.best) == 3 for r in nonsense)
    guessed = [reading.says() for r in nonsense if not r.understood for reading in r.best if "图中没有叫" in "".join(reading.notes)]
    assert not guessed


@pytest.mark.parametrize("padding", ["请帮我查一下{}", "我想了解一下，{}", "麻烦统计一下{}，谢谢", "{}，帮我看看"])
def test_a_request_around_a_question_changes_nothing(named: GraphStore, padding: str) -> None:
    for text in ("四川有多少社工站", "哪些机构是枢纽", "浙江哪些乡镇没有社工站"):
        plain, padded = (read_question(said, named) for said in (text, padding.format(text)))
        assert padded.understood
        assert (padded.best[0].query.name, padded.best[0].params) == (plain.best[0].query.name, plain.best[0].params)


def test_padding_without_end_is_read_at_once() -> None:
    assert unpadded("请帮我" * 5_000) == "请帮我" * 5_000
    assert unpadded("请帮我" * 5_000 + "查一下晨星") == "晨星"


HOSTILE = [
    "'",
    '"',
    "\\",
    "'}) DETACH DELETE n //",
    "$name",
    "甲" * 10_000,
    "社工站" * 3_000,
    "\n\t",
    "%",
    "*",
    "\x00",
    "' OR 1=1",
    "😀",
    "",
    "   ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(named: GraphStore, text: str) -> None:
    before = ask(named, "counts")
    readings = read_question(text, named)
    assert len(readings.best) == 3
    for reading in readings.best:
        ask(named, reading.query.name, **reading.params)
    assert ask(named, "counts") == before


def test_an_empty_graph_is_asked_too(store: GraphStore) -> None:
    readings = read_question("四川哪些街镇没有社工站", store)
    assert (readings.best[0].query.name, readings.best[0].params) == ("towns_without_station", {"province": "四川省"})
    assert not ask(store, "towns_without_station", **readings.best[0].params)


def test_names_are_found_on_both_stores(store: GraphStore) -> None:
    said = {"马桥街道社工站（示例）": "station", "晨星社工中心（示例）": "social_org"}
    store.write(Facts(entities=tuple(Entity(id=f"org:{k}", label="ORG", name=n, kind=k, aliases=("晨星",)) for n, k in said.items())))
    best = read_question("马桥街道社工站的钱是谁给的", store).best[0]
    assert (best.query.name, best.params) == ("who_funds_whom", {"name": "马桥街道社工站（示例）"})
    best = read_question("晨星社工和谁合作", store).best[0]
    assert (best.query.name, best.params) == ("partners", {"name": "晨星社工中心（示例）"})


@pytest.mark.parametrize(
    ("text", "params", "note"),
    [
        ("绵阳市哪些乡镇没有社工站", {"province": "四川省"}, "绵阳市取它所在的四川省"),
        ("鼓楼区五社各有谁", {"place": "鼓楼区"}, "“鼓楼区”有 4 处"),
        ("南京市鼓楼区五社各有谁", {"place": "江苏省南京市鼓楼区"}, ""),
        ("王小二（查无此人）在哪些机构任职", {"name": "王小二"}, "图中没有叫“王小二”的"),
        ("四川五社各有多少", {}, "这个问题用不上“四川省”"),
        ("资源县哪些乡镇没有社工站", {"province": "广西壮族自治区", "county": "资源县"}, ""),
    ],
)
def test_what_is_bent_is_said(named: GraphStore, text: str, params: dict[str, str], note: str) -> None:
    best = read_question(text, named).best[0]
    assert best.params == params
    assert any(note in said for said in best.notes) if note else not best.notes


class Model(ThreadingHTTPServer):
    """A real HTTP server that answers as a model would, with ``content``; keeps what it was asked."""

    def __init__(self) -> None:
        self.content, self.asked = "", list[dict[str, object]]()
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                model.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                body = json.dumps({"choices": [{"message": {"content": model.content}}]}).encode()
                self.send_response(200 if model.content else 400)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """A model at the address in the environment."""
    with Model() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("KG_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1")
        monkeypatch.setenv("KG_LLM_MODEL", "示例")
        yield server
        server.shutdown()


def answer(question: str, **params: str) -> str:
    return json.dumps({"question": question, "params": [{"name": n, "value": v} for n, v in params.items()]}, ensure_ascii=False)


def test_a_model_chooses_among_the_questions(named: GraphStore, model: Model) -> None:
    model.content = answer("figures", name="四川省", measure="社工站")
    readings = read_question("四川那边社工站到底有啥子进展", named)
    assert (readings.best[0].query.name, readings.best[0].params) == ("figures", {"name": "四川省", "measure": "社工站"})
    assert readings.understood
    assert len(readings.best) == 3
    said = json.dumps(model.asked, ensure_ascii=False)
    assert "towns_without_station" in said
    assert "MATCH" not in said


@pytest.mark.parametrize(
    "content",
    [
        "MATCH (n) DETACH DELETE n",
        "[]",
        answer("none"),
        answer("relations_of", id="org:star"),
        answer("figures", name="火星市"),
        answer("figures", nome="四川省"),
        answer("coverage", level="village"),
        answer("figures", name="四川省') DETACH DELETE n //"),
        "",
    ],
)
def test_what_a_model_may_not_say_is_ignored(named: GraphStore, model: Model, content: str) -> None:
    model.content = content
    readings = read_question("四川哪些街镇没有社工站", named)
    assert (readings.best[0].query.name, readings.best[0].params) == ("towns_without_station", {"province": "四川省"})
    assert "规则的读法" in readings.note


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose graph has one station and one town."""
    root = tmp_path_factory.mktemp("home")
    place = Entity(
        id="place:330481001",
        label="PLACE",
        name="硖石街道",
        kind="town",
        attrs={"statutory": True, "province": "浙江省", "county": "海宁市"},
    )
    other = Entity(id="place:510105001", label="PLACE", name="示例街道", kind="town", attrs={"statutory": True, "province": "四川省"})
    with open_store(str(root / "graph.lbdb")) as store:
        store.write(Facts(entities=(place, other)))
    return root


def test_the_command_line_reads_a_sentence(home: Path) -> None:
    done = run("ask", "浙江还没建社工站的街道有哪些？", "--param", "active=false", home=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("读作：还没有社工站的街镇（省份：浙江省）")
    assert "您是不是想问：" in done.stdout
    assert "硖石" in done.stdout
    assert "示例街道" not in done.stdout


def test_answers_for_programs_are_not_mixed_with_words(home: Path) -> None:
    done = run("ask", "浙江还没建社工站的街道有哪些？", "--param", "active=false", "--format", "json", home=home)
    assert [row["town"] for row in json.loads(done.stdout)] == ["硖石街道"]
    assert "读作：" in done.stderr


def test_the_command_line_says_what_it_did_not_understand(home: Path) -> None:
    done = run("ask", "今天天气怎么样", home=home)
    assert done.returncode == 2
    assert "没有读懂“今天天气怎么样”" in done.stderr
    assert done.stderr.count("python3 run.py ask ") >= 3
    assert "Traceback" not in done.stderr
