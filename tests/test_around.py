"""What stands around an entity: others of its kind with what they really share, and the records that became it."""

from pathlib import Path

import pytest
import streamlit as st
from msgspec import json

from dashboard import around, data, kin
from graph.model import Document, Entity, Evidence, Facts, Relation
from graph.review import Case, Side
from graph.stores import open_store
from tests import town
from tests.pages import Page, frames, open_page, words

NAMES = {
    "org:a": ("甲中心（示例）", "social_org"),
    "org:b": ("乙中心（示例）", "social_org"),
    "org:c": ("丙中心（示例）", "social_org"),
    "org:d": ("丁中心（示例）", "social_org"),
    "org:f": ("暖心基金会（示例）", "foundation"),
    "org:bureau": ("市民政局（示例）", "government"),
    "group:old": ("老人（示例）", None),
    "group:young": ("青年（示例）", None),
    "place:33": ("浙江省", "province"),
}
PAIRS = (
    ("org:f", "FUNDS", "org:a"),
    ("org:f", "FUNDS", "org:b"),
    ("org:a", "SERVES", "group:old"),
    ("org:c", "SERVES", "group:old"),
    # Two steps away from the first: no reason to be its kin.
    ("org:c", "SERVES", "group:young"),
    ("org:d", "SERVES", "group:young"),
    ("org:c", "PARTNERS_WITH", "org:a"),
    ("org:c", "LOCATED_IN", "place:33"),
    # The other way round is not the same relation.
    ("org:d", "FUNDS", "org:f"),
)


def circle(supervised: int) -> Facts:
    """Four centres with what they share, and a bureau that supervises them and ``supervised`` others."""
    many = {f"org:m{i:03}": (f"会员{i:03}（示例）", "social_org") for i in range(supervised)}
    names = NAMES | many
    pairs = [*PAIRS, *(("org:bureau", "SUPERVISES", id) for id in ("org:a", "org:b", *many))]
    text = "。".join(name for name, _ in names.values())

    def said(id: str) -> tuple[Evidence, ...]:
        name = names[id][0]
        return (Evidence("d", text.index(name), text.index(name) + len(name), name, "rule:test", 0.9),)

    return Facts(
        documents=(Document(id="d", title="报告（示例）", genre="report", raw=text, text=text, cuts=((0, 0),)),),
        entities=tuple(
            Entity(id=id, label=id.partition(":")[0].upper(), name=name, kind=kind, evidence=said(id)) for id, (name, kind) in names.items()
        ),
        relations=tuple(Relation(head=h, type=t, tail=e, evidence=said(h)) for h, t, e in pairs),
    )


def kin_of(path: Path, facts: Facts, patch: pytest.MonkeyPatch) -> dict[str, str]:
    with open_store(str(path)) as store:
        store.write(facts)
    patch.setenv("KG_STORE", str(path))
    thing = data.thing("org:a")
    assert thing
    found = {str(r["name"]): str(r["why"]) for r in kin.kin(thing)}
    st.cache_resource.clear()
    return found


def test_kin_share_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kin_of(tmp_path / "few.lbdb", circle(2), monkeypatch)
    assert list(found.items())[:2] == [
        ("丙中心（示例）", "直接有关系：合作"),
        ("乙中心（示例）", "都是“暖心基金会（示例）”资助的；都是“市民政局（示例）”监督指导的"),
    ]
    assert found["会员000（示例）"] == "都是“市民政局（示例）”监督指导的"
    assert "丁中心（示例）" not in found


def test_what_everybody_has_is_no_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kin_of(tmp_path / "many.lbdb", circle(60), monkeypatch) == {
        "丙中心（示例）": "直接有关系：合作",
        "乙中心（示例）": "都是“暖心基金会（示例）”资助的",
    }


def test_kin_that_are_cut_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "few.lbdb")) as store:
        store.write(circle(20))
    monkeypatch.setenv("KG_STORE", str(tmp_path / "few.lbdb"))
    monkeypatch.setattr(around, "MOST", 5)
    app = open_page("entity", id="org:a", view="picture")
    assert "共 22 个，显示前 5 个。" in words(app)
    assert len(frames(app)[-1]) == 5
    st.cache_resource.clear()


def side(id: str, name: str) -> Side:
    quote = "甲社区基金会（示例）"
    return Side(id=id, name=name, label="ORG", kind="foundation", code="", document="d1", quote=quote, start=0, end=len(quote), mentions=1)


def merged(page: Page, town_graph: Path, cases: list[Case]) -> tuple[str, str, int]:
    """The expander's title, all words of the page, and how many reasons it shows."""
    path = town_graph.parent / "cases.jsonl"
    path.write_bytes(b"".join(json.encode(case) + b"\n" for case in cases))
    try:
        app = page("entity", id=town.FUND)
    finally:
        path.unlink()
    return app.expander[0].label, words(app), len([m for m in app.expander[0].markdown if " = " in m.value])


def test_why_records_became_one(page: Page, town_graph: Path) -> None:
    # Two reasons may join the same two records, and three records need no third reason.
    first, second, third = side("a", "甲社区基金会（示例）"), side("b", "甲<b>基金会"), side("c", "甲社区基金会（示例）")
    cases = [
        Case("merged", first, third, "名称相同", town.FUND),
        Case("merged", first, second, "统一社会信用代码相同", town.FUND),
        Case("merged", second, first, "别名", town.FUND),
    ]
    label, said, shown = merged(page, town_graph, cases)
    assert label == "由 3 处归并而成：为什么是同一个"
    assert "统一社会信用代码相同" in said
    assert "甲<b>" not in said
    assert shown == 3


def test_many_reasons_are_cut_and_counted(page: Page, town_graph: Path) -> None:
    cases = [Case("merged", side("a", "甲社区基金会（示例）"), side(f"b{i}", f"甲{i}会"), f"理由{i}", town.FUND) for i in range(300)]
    label, said, shown = merged(page, town_graph, cases)
    assert label == "由 301 处归并而成：为什么是同一个"
    assert f"共 300 个，显示前 {around.CASES} 个。" in said
    assert shown == around.CASES
    # Three hundred ways to write it would be a page of their own.
    assert "甲299会" not in said
