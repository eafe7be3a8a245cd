"""The command line: what it prints, and one sentence with the right exit code for every mistake."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORT = "海宁市民政局印发《海宁市社工站管理办法》。海宁市晨星社会工作服务中心（示例）承接运营马桥街道社工站。\n"


def run(*arguments: str, home: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would, in a process of its own."""
    import os  # noqa: PLC0415

    environment = {
        **os.environ,
        "KG_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "COLUMNS": "200",
        **(env or {}),
    }
    environment.pop("KG_STORE", None)
    return subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a graph of one report."""
    root = tmp_path_factory.mktemp("home")
    (root / "in").mkdir()
    (root / "in" / "report.txt").write_text(REPORT, "utf-8")
    done = run("build", "in", home=root)
    assert done.returncode == 0, done.stderr
    return root


def test_build_says_what_is_in_the_graph(home: Path) -> None:
    done = run("build", "in", home=home)
    assert "1 个文件（没有变化，用已有的图）" in done.stdout


def test_ask_lists_the_questions(home: Path) -> None:
    listed = run("ask", home=home).stdout
    assert "还没有社工站的街镇" in listed
    assert "--param province" in listed


def test_ask_answers_as_table_csv_and_json(home: Path) -> None:
    arguments = ["ask", "find", "--param", "name=马桥街道社工站"]
    assert "马桥街道社工站" in run(*arguments, home=home).stdout
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv", home=home).stdout)))
    assert rows[0]["name"] == "马桥街道社工站"
    assert json.loads(run(*arguments, "--format", "json", home=home).stdout)[0]["name"] == "马桥街道社工站"


def test_extract_writes_the_annotation_format(home: Path) -> None:
    assert run("extract", "in", "--out", "facts.jsonl", home=home).returncode == 0
    (line,) = [json.loads(x) for x in (home / "facts.jsonl").read_text("utf-8").splitlines()]
    assert line["id"] == "report"
    station = next(e for e in line["entities"] if e["name"] == "马桥街道社工站")
    assert (station["label"], station["kind"]) == ("ORG", "station")
    for start, end in station["mentions"]:
        assert REPORT[start:end] == "马桥街道社工站"
    assert 0 < station["score"] <= 1


def test_same_gives_verdict_and_reason(home: Path) -> None:
    said = run("same", "上海市浦东新区社会工作者协会", "浦东社工协会", home=home).stdout.splitlines()
    assert said[0] == "same"
    assert "社工" in said[1]


def bad_inputs(home: Path) -> None:
    """The files of the cases below."""
    (home / "empty.txt").write_bytes(b"")
    (home / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (home / "nothing").mkdir(exist_ok=True)
    (home / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (home / "no-name.csv").write_text("统一社会信用代码,状态,登记管理机关\n53100000MJ0065030H,正常,民政部\n", "utf-8")
    (home / "broken.lbdb").write_bytes(b"no graph" * 100)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "missing.txt"], 2, "missing.txt"),
        (["build", "empty.txt"], 2, "empty.txt"),
        (["build", "binary.txt"], 2, "binary.txt"),
        (["build", "nothing"], 2, "nothing"),
        (["build", "broken.xlsx"], 2, "broken.xlsx"),
        (["build", "no-name.csv"], 2, "no-name.csv"),
        (["build", "in", "--store", "bolt://127.0.0.1:1"], 3, "127.0.0.1:1"),
        (["ask", "coverage", "--store", "broken.lbdb"], 3, "broken.lbdb"),
        (["ask", "coverage", "--store", "absent.lbdb"], 3, "absent.lbdb"),
        (["ask", "coverag"], 2, "coverage"),
        (["ask", "coverage", "--param", "provinc=四川省"], 2, "province"),
        (["ask", "coverage", "--param", "province"], 2, "名字=值"),
        (["ask", "coverage", "--format", "xml"], 2, "xml"),
        (["frobnicate"], 2, "frobnicate"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else None,
)
def test_a_mistake_is_one_sentence(home: Path, arguments: list[str], code: int, words: str) -> None:
    bad_inputs(home)
    done = run(*arguments, home=home)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("buil", "没有命令“buil”；是不是 build？"),
        ("build x --stor y", "没有选项 --stor；可能是 --store"),
        ("export out --format", "选项 --format 后面要写一个值"),
        ("ask a b c", "多出来的词：b c；有空格的名称请加引号"),
        ("export out --hops x", "--hops 要写整数"),
        ("completion basch", "shell 不能是 basch，只能是 bash, zsh, fish"),
        ("registry", "还要写 file"),
    ],
)
def test_a_mistyped_line_is_explained_in_chinese(line: str, says: str, tmp_path: Path) -> None:
    done = run(*line.split(), home=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, says)
    assert done.stderr.splitlines()[1].startswith("用法：run.py ")
