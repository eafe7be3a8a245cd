"""The dry run of a register and the drafts of mappings; no personal number of any test file in any output."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.__main__ import app
from graph.facts import encode_facts, join_facts
from graph.loaders.mapping import forms, make_forms, read_mapping
from graph.loaders.registry import load_registry
from graph.loaders.sheet import read_tables
from graph.loaders.survey import propose, survey
from graph.model import Reject

HOME = Path(__file__).parent.parent
SHARED = HOME.parent / "shared" / "data"
SAMPLES = sorted((HOME / "data" / "sample" / "registry").iterdir())
REAL = [SHARED / name for name in ("foundations_sample_2017.tsv", "orgs_list_page_sample.tsv")]
# Mobile numbers and ID numbers, as they may stand in a cell; a code with letters before or behind is none.
PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:1[3-9]\d{9}|\d{6}(?:19|20)\d{9}[\dXx])(?![0-9A-Za-z])")
DONATIONS = (
    "某市企业捐赠情况表\n序号,捐赠企业名称,受赠单位名称,捐赠额（万元）,捐赠日期,经办人,手机,备注\n"
    "1,示例甲有限公司,示例市慈善总会,20,2021-03-04,张三丰,13800138000,身份证11010519491231002X\n"
    "2,示例乙有限公司,示例市红十字会,5.5,2021/5/6,李四,13800138001,\n"
)


def test_the_dry_run_says_what_each_column_is(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text(
        "社会组织名称,统一社会信用代码,成立登记日期,联系人,星级\n甲基金会,53100000500021676K,2015年6月3日,张三,五\n乙协会,5310,去年,李四,\n",
        "utf-8",
    )
    lines = survey(path, forms())
    assert "按“社会组织登记名录”（social_org.toml）读，表头在第 1 行，2 行数据" in lines[0]
    assert lines[1:6] == [
        "  社会组织名称 → name，文字，有值 2；如 甲基金会｜乙协会",
        "  统一社会信用代码 → uscc，统一社会信用代码，有值 2，有问题 1；如 53100000500021676K｜5310",
        "  成立登记日期 → registered_on，日期，有值 2，有问题 1；如 2015年6月3日｜去年",
        "  联系人：个人信息，不读",
        "  第 5 列 星级：没有映射，不读",
    ]
    assert "张三" not in "".join(lines)
    assert list(tmp_path.iterdir()) == [path]


def test_the_draft_for_an_unknown_list_works_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path / "ws"))
    table, mapping = tmp_path / "捐赠.csv", tmp_path / "donation.toml"
    table.write_text(DONATIONS, "utf-8")
    run = CliRunner()
    assert run.invoke(app, ["registry", str(table), "--propose", str(mapping)]).exit_code == 0
    types = {c.headers[0]: (c.type, c.label, c.personal) for c in read_mapping(mapping).columns.values()}
    assert types == {
        "捐赠企业名称": ("text", "", ""),
        "受赠单位名称": ("names", "ORG", ""),
        "捐赠额（万元）": ("money", "", ""),
        "捐赠日期": ("date", "", ""),
        "经办人": ("text", "", "drop"),
        "手机": ("text", "", "drop"),
    }
    shown = run.invoke(app, ["registry", str(table), "--mapping", str(mapping)])
    assert shown.exit_code == 0
    assert "按“捐赠”（donation.toml）读" in shown.output.replace("\n", "")
    # What the user adds holds as well.
    mapping.write_text(
        mapping.read_text("utf-8") + '\n[[relations]]\ntype = "FUNDS"\nhead = "row"\ntail = "column_2"\nattrs = { amount = "column_3" }\n',
        "utf-8",
    )
    known = make_forms([*forms().mappings.values(), read_mapping(mapping)])
    facts = join_facts(load_registry(table, lambda _: None, known))
    assert [r.attrs for r in facts.relations if r.type == "FUNDS"] == [{"amount": "20万元"}, {"amount": "5.5万元"}]


@pytest.mark.parametrize("path", [*SAMPLES, *REAL], ids=lambda p: p.name)
def test_no_personal_number_is_in_any_output(path: Path) -> None:
    if not path.exists():
        pytest.skip("the shared reference data are not beside the project")
    rejects: list[Reject] = []
    output = b"".join(encode_facts(f) for f in load_registry(path, rejects.append)).decode()
    output += repr(rejects) + "".join(survey(path, forms())) + propose(path, forms(), "x")
    assert PERSONAL.findall(output) == []


def test_the_samples_hold_what_must_not_come_out() -> None:
    cells = [c for p in SAMPLES for t in read_tables(p) for _, row in t.rows for c in row]
    assert sum(bool(PERSONAL.search(c)) for c in cells) > 3
