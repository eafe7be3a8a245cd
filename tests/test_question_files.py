"""Every question's file keeps the rules, and what is not known is answered with a sentence."""

from pathlib import Path

import msgspec
import pytest

from graph.errors import QueryError
from graph.queries import FOLDER, Row, ask, check_params, find_query, queries, read_query, returned
from graph.queries.then import Asked, answer
from graph.stores import GraphStore


def test_an_empty_graph_gives_no_rows(store: GraphStore) -> None:
    assert {name: rows for name in queries() if (rows := ask(store, name))} == {}


def test_every_file_belongs_to_a_question() -> None:
    files = {p.name.split(".")[0] for p in FOLDER.glob("*.cypher")}
    assert files == set(queries())
    assert all(q.title and q.about and q.empty and q.columns for q in queries().values())


GOOD = """// title: 甲
// about: 乙
// group: 数字
// column: name | 名称
// show: table
// empty: 无
MATCH (n) RETURN n.name AS name ORDER BY name
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("// title: 甲\n", "", "title"),
        ("// title: 甲", "// title:", "title"),
        ("// title: 甲", "// title: 甲\n// title: 乙", "title"),
        ("// show: table", "// show: globe", "globe"),
        ("// show: table", "// show: network", "network"),
        ("// group: 数字", "// group: 别的", "别的"),
        ("// empty: 无", "// empty: 无\n// colour: red", "colour"),
        ("// empty: 无", "// empty: 无\n// 一句闲话", "注释"),
        ("// column: name | 名称", "// column: name", "name"),
        (" ORDER BY name", "", "ORDER BY"),
        ("n.name AS name", "n.name AS other", "other"),
        ("n.name AS name", "n.name AS name, n.id AS id", "id"),
        ("n.name AS name", "n.name", "n.name"),
        ("MATCH (n)", "MATCH (n) WHERE n.id = $id", "id"),
        ("// show", '// param: id = "" | 标识\n// show', "没有用到"),
        ("// show", "// param: id = x | 标识\n// show", "默认值"),
        ("// show", '// param: id = "c" | 标识 | a, b\n// show', "可选值"),
        ("MATCH (n)", "MATCH (n)-[*1..3]-(m)", "固定"),
        ("MATCH (n)", "MATCH (n)-[r:FUNDS*]->(m)", "固定"),
        ("MATCH (n)", "MATCH (n) SET n.x = 1", "SET"),
        ("MATCH (n)", "MATCH (n) WITH n CALL { RETURN 1 AS x }", "CALL"),
        ("MATCH (n)", "MATCH (n) WHERE EXISTS { (n)-[]-() }", "MATCH"),
        ("MATCH (n)", "MATCH (n:A:B)", "A|B"),
        ("MATCH (n)", "UNWIND [] AS x MATCH (n)", "UNWIND"),
        ("MATCH (n)", "MATCH (n) WHERE n.name =~ 'a.*'", "正则"),
        ("MATCH (n)", "MATCH (n) WHERE n.id = CASE 1 WHEN 1 THEN 'a' ELSE 'b' END", "WITH"),
        ("MATCH (n)", "MATCH (n) WHERE any(x IN n.aliases WHERE x = 'a')", "any"),
        ("MATCH (n)", "MATCH (n) WHERE n.name = substring('abc', 1)", "left"),
        ("n.name AS name", "n.aliases[0] AS name", "下标"),
        ("n.name AS name", "labels(n) AS name", "label"),
        ("ORDER BY name\n", "ORDER BY name UNION MATCH (n) RETURN n.name AS name ORDER BY name", "UNION"),
        ("MATCH (n) RETURN n.name AS name ORDER BY name\n", "", "ORDER BY"),
        ("// show", "// then: figures\n// show", "模块.函数"),
        ("// show", "// then: nowhere.per_station\n// show", "模块.函数"),
        ("// show", "// then: figures.nothing\n// show", "模块.函数"),
        ("// show", "// then: figures.per_station\n// then: figures.per_station\n// show", "then"),
        ("// show", '// then: figures.per_station\n// param: unheard = "" | 参数\n// show', "没有用到"),
        (
            "// show: table\n// empty: 无\nMATCH (n) RETURN n.name AS name",
            "// show: table\n// empty: 无\n// then: figures.per_station\nMATCH (n) RETURN n.name",
            "没有名字",
        ),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = tmp_path / "test.cypher"
    path.write_text(GOOD, "utf-8")
    assert read_query(path).title == "甲"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(QueryError, match="test") as error:
        read_query(path)
    assert words in str(error.value)


def test_a_function_may_make_other_columns(tmp_path: Path) -> None:
    path = tmp_path / "test.cypher"
    path.write_text(GOOD.replace("// show", "// then: figures.per_station\n// show").replace("AS name", "AS other, n.id AS id"), "utf-8")
    query = read_query(path)
    assert (query.then, returned(query), [c.name for c in query.columns]) == ("figures.per_station", ("other", "id"), ["name"])


def test_a_function_gives_the_columns_of_the_header() -> None:
    query = find_query("station_rules")
    rule: Row = dict.fromkeys(returned(query), "") | {
        "what": "rule",
        "quote": "不少于9间",
        "qualifier": "不少于",
        "unit": "人",
        "value": 9.0,
        "code": "33",
    }
    asked = Asked([rule], {"place": "", "verdict": ""}, lambda *_, **__: [])
    assert [list(row) for row in answer(query, asked)] == [[c.name for c in query.columns]]
    with pytest.raises(QueryError, match="与表头不符：station"):
        answer(msgspec.structs.replace(query, columns=query.columns[1:]), asked)


def test_words_in_strings_are_no_constructs(tmp_path: Path) -> None:
    path = tmp_path / "test.cypher"
    path.write_text(GOOD.replace("MATCH (n)", "MATCH (n) WHERE n.name <> 'SET; labels(n) $x // [*1..3]'"), "utf-8")
    assert "labels(n)" in read_query(path).cypher


def test_a_text_for_neo4j_alone_stands_beside_its_question(tmp_path: Path) -> None:
    path, other = tmp_path / "test.cypher", tmp_path / "test.neo4j.cypher"
    path.write_text(GOOD, "utf-8")
    other.write_text("// why: 说明\nMATCH (n) WHERE 'x' IN labels(n) RETURN n.name AS name ORDER BY name", "utf-8")
    assert "labels" in read_query(path).neo4j
    other.write_text("MATCH (n) DELETE n RETURN n.name AS name ORDER BY name", "utf-8")
    with pytest.raises(QueryError, match="DELETE"):
        read_query(path)


def test_values_take_the_type_of_the_default() -> None:
    towns, five = find_query("towns_without_station"), find_query("five_complete")
    assert check_params(towns, {"active": "否"})["active"] is False
    assert check_params(five, {"least": " 3 "}) == {"place": "", "least": 3}
    for query, bad in (
        (towns, {"active": "maybe"}),
        (towns, {"status": "也许"}),
        (five, {"least": "三"}),
        (five, {"least": "9" * 400}),
        (five, {"least": "1.5"}),
    ):
        with pytest.raises(QueryError, match=next(iter(bad))):
            check_params(query, bad)


def test_what_is_not_known_is_answered_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="province"):
        check_params(find_query("coverage"), {"provinz": "四川省"})
    with pytest.raises(QueryError, match="coverage"):
        find_query("coverag")
    with pytest.raises(QueryError, match="who_funds_whom"):
        find_query("谁资助了谁")
    assert find_query("谁资助谁").name == "who_funds_whom"
    with pytest.raises(QueryError) as error:
        find_query("甲" * 10_000)
    assert len(str(error.value)) < 200
