"""The line of a register's row that says a value: "列名：值" in the text of the row."""

from collections.abc import Sequence

from graph.queries.records import Row

WORDS = {
    "staff": ("驻站", "人数", "社工", "人员数"),
    "licensed": ("持证",),
    "funding": ("经费", "资金", "金额"),
    "registered_on": ("时间", "日期"),
}
NOT_STAFF = ("持证", "名称", "机构", "电话", "站长")


def line_of(record: Row, column: str) -> Row:
    """The evidence of a station's value: the line of its row that holds it, or the row's own evidence where no line is sure."""
    proof: Row = {name: record[name] for name in ("quote", "document", "title", "start_at", "end_at", "said_by", "score")}
    at = 0
    for line in str(record["record"]).split("\n"):
        head, _, value = line.rpartition("：")
        if value.strip() and _says(head, column, WORDS[column]):
            return proof | {"quote": line, "start_at": at, "end_at": at + len(line)}
        at += len(line) + 1
    return proof


def _says(head: str, column: str, words: Sequence[str]) -> bool:
    return any(w in head for w in words) and not (column == "staff" and any(w in head for w in NOT_STAFF))
