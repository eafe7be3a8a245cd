"""The queue of a reviewer: what is worth a look, most worth first, and how a decision is kept. For the dashboard and the terminal."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from msgspec import Struct

from graph.decisions import Decisions
from graph.log import note as log
from graph.ontology import ontology
from graph.queries import Row
from graph.review import Case, read_cases
from graph.workspace import Workspace

Kind = Literal["merge", "fact", "figure"]
KINDS = {"merge": "是否同一", "fact": "把握不大的关系", "figure": "说法不一的数字"}
# What the two keys say of each kind: yes, no.
ANSWERS = {"merge": ("同一个", "不是同一个"), "fact": ("属实", "不实"), "figure": ("前一说对", "后一说对")}


class Quote(Struct, frozen=True):
    """Words of a document that speak for or against; ``about`` says whose they are."""

    about: str
    quote: str
    document: str
    start: int | None = None
    end: int | None = None


class Item(Struct, frozen=True):
    """One thing to decide. ``ids``: the two records of a merge, the relation, or the two numbers."""

    kind: Kind
    ids: tuple[str, ...]
    says: str
    why: str
    worth: float
    quotes: tuple[Quote, ...]
    asked: str = ""

    @property
    def key(self) -> str:
        """What a verdict names it by."""
        return "=".join(self.ids)


def queue(place: Workspace, ask: Callable[[str], list[Row]], who: str) -> list[Item]:
    """What nobody has decided, most worth first; what ``who`` gave to somebody else is left out. ``ask`` answers a question by name."""
    decisions = Decisions(place.decisions)
    ruled = decisions.ruled()
    done = {f"{d.first}={d.second}" for d in decisions} | {fact for fact, v in ruled.items() if v.ruling != "ask"}
    asked = {fact: v for fact, v in ruled.items() if v.ruling == "ask"}
    found = [_merge(c) for c in read_cases(place.cases) if c.doubt]
    found += [_fact(r) for r in ask("unsure")]
    found += [_figure(r) for r in ask("figures_that_disagree")]
    kept = []
    for item in {i.key: i for i in found}.values():
        verdict = asked.get(item.key)
        if item.key in done or (verdict and verdict.who == who) or (item.kind == "figure" and done & set(item.ids)):
            continue
        kept.append(_asked(item, f"{verdict.who}请别人看{'：' if verdict.note else ''}{verdict.note}") if verdict else item)
    return sorted(kept, key=lambda i: (-i.worth, i.key))


def decide(place: Workspace, item: Item, answer: Literal["yes", "no", "ask"], who: str, note: str = "") -> str:
    """Keep a decision. Where somebody was faster, his stands: the sentence that says so is returned, else an empty one."""
    decisions = Decisions(place.decisions)
    if faster := _faster(decisions, item):
        return faster
    if answer == "ask":
        decisions.rule(item.key, "ask", who, note)
    elif item.kind == "merge":
        decisions.decide((item.ids[0], item.ids[1]), "same" if answer == "yes" else "different", who, note)
    elif item.kind == "fact":
        decisions.rule(item.ids[0], "right" if answer == "yes" else "wrong", who, note)
    else:
        decisions.rule(item.ids[1 if answer == "yes" else 0], "wrong", who, note)
    words = {"yes": ANSWERS[item.kind][0], "no": ANSWERS[item.kind][1], "ask": "请别人看"}[answer]
    log(place.log, who, "审核", f"{item.says}：{words}{'；' if note else ''}{note}")
    return ""


def waiting(place: Workspace) -> int:
    """How many decisions were made after the last build: they are not in the graph yet."""
    built = place.report.stat().st_mtime if place.report.exists() else 0.0
    decisions = Decisions(place.decisions)
    times = [d.decided_at for d in decisions] + [v.decided_at for v in decisions.ruled().values() if v.ruling != "ask"]
    return sum(_seconds(t) > built for t in times)


def _seconds(time: str) -> float:
    return datetime.fromisoformat(time).timestamp()


def _faster(decisions: Decisions, item: Item) -> str:
    for d in decisions:
        if item.kind == "merge" and (d.first, d.second) == item.ids:
            return f"{d.who}刚才已经决定：{ANSWERS['merge'][d.judgement != 'same']}"
    for id in item.ids:
        found = decisions.ruled().get(id)
        if found and found.ruling != "ask" and item.kind != "merge":
            return f"{found.who}刚才已经决定：{'属实' if found.ruling == 'right' else '不实'}"
    return ""


def _merge(case: Case) -> Item:
    sides = (case.first, case.second)
    quotes = tuple(Quote(s.name + (f"（{s.code}）" if s.code else ""), s.quote, s.document, s.start, s.end) for s in sides)
    why = ("已并为一个：" if case.state == "merged" else "没有并：") + case.why
    return Item("merge", case.pair, f"“{case.first.name}”与“{case.second.name}”", why, 2 * case.doubt, quotes)


def _fact(row: Row) -> Item:
    says = f"{row['head']} —{ontology().zh(str(row['type']))}→ {row['tail']}"
    score = float(str(row["score"]))
    start, end = row["start_at"], row["end_at"]
    spans = (int(str(start)), int(str(end))) if start is not None else (None, None)
    return Item(
        "fact", (str(row["id"]),), says, f"把握 {score:.0%}", 2 * (1 - score), (Quote("", str(row["quote"]), str(row["document"]), *spans),)
    )


def _figure(row: Row) -> Item:
    quotes = tuple(Quote(f"{row[end]}{row['unit']}", str(row[f"{end}_quote"]), str(row[f"{end}_document"])) for end in ("one", "other"))
    says = f"{row['place']}　{row['measure']}" + (f"（{row['as_of']}）" if row["as_of"] else "")
    return Item("figure", (str(row["one_id"]), str(row["other_id"])), says, f"{quotes[0].about} 与 {quotes[1].about}", 1.5, quotes)


def _asked(item: Item, words: str) -> Item:
    return Item(item.kind, item.ids, item.says, item.why, item.worth + 10, item.quotes, words)
