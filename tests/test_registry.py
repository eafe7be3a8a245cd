"""Registers as they really are: every dirty value ends in a fact or in a reject, never in a silent guess."""

import csv
import json
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import pytest
import xlsxwriter

from graph.errors import InputError, OntologyError
from graph.facts import encode_facts, join_facts
from graph.loaders.delimited import find_encoding
from graph.loaders.mapping import bare_key, forms, header_key, make_forms, read_mapping
from graph.loaders.registry import encode_registry, load_registry
from graph.model import Reject
from tests.bench.register import write_register
from tests.register_files import HOME, ORGANISATIONS, PERSONAL, SAMPLE, SHARED, ends, named, read, read_text, shared


# ── the samples that ship ───────────────────────────────────────────────────────────────────────────────────────────────
def test_the_station_list_with_two_header_rows() -> None:
    facts, rejects = read(SAMPLE / "海宁市镇（街道）社工站名录（示例）.xlsx")
    stations = [e for e in facts.entities if e.kind == "station"]
    assert len(facts.documents) == len(stations) == 10
    assert named(facts, "马桥街道社工站（示例）").attrs == {"staff": 6, "licensed": 4, "funding": 360_000.0, "registered_on": "2020-04"}
    assert ("马桥街道社工站（示例）", "马桥街道") in ends(facts, "LOCATED_IN")
    assert ("海宁市青禾社会工作服务中心（示例）", "马桥街道社工站（示例）") in ends(facts, "OPERATES")
    assert ("东山镇社工站（示例）", "海宁市") in ends(facts, "LOCATED_IN")
    assert [(r.line, r.column, r.value) for r in rejects] == [
        (11, "人员（人）·驻站社工人数", "约6人"),
        (14, "乡镇（街道）", "东山镇"),
        (15, "年度经费（万元）", "350"),
    ]
    assert "合计与各行之和 345 不符" in rejects[2].reason


def test_the_organisation_list() -> None:
    facts, rejects = read(SAMPLE / "海宁市社会组织名录（示例）.csv")
    assert len(facts.documents) == 21
    assert [(r.line, r.column) for r in rejects] == [
        (1, "党组织情况"),
        (19, "成立登记日期"),
        (20, "注册资金（万元）"),
        (21, "统一社会信用代码"),
        (22, "统一社会信用代码"),
        (23, "住所"),
        (23, "业务范围"),
        (24, "社会组织名称"),
    ]
    centre = named(facts, "海宁市暖阳为老服务中心（示例）")
    assert (centre.attrs["registered_on"], centre.attrs["capital"]) == ("2019-06", 85_000.0)
    assert named(facts, "海宁市社区发展基金会（示例）").kind == "foundation"
    assert "registered_on" not in named(facts, "海宁市心桥心理服务中心（示例）").attrs
    assert named(facts, "海宁市教育局（示例）").aliases == ("市教育局（示例）",)
    supervised = ends(facts, "SUPERVISES")
    assert {
        ("共青团海宁市委（示例）", "海宁市志愿服务联合会（示例）"),
        ("海宁市民政局（示例）", "海宁市志愿服务联合会（示例）"),
    } <= supervised
    assert not any(tail == "海宁市黄湾海岸志愿服务中心（示例）" for _, tail in supervised)


def test_gb18030_and_characters_that_gbk_lacks() -> None:
    path = SAMPLE / "海宁市社会组织补充名录（示例）.csv"
    assert find_encoding(path) == "gb18030"
    facts, rejects = read(path)
    assert not rejects
    assert named(facts, "海宁市㮾梨树公益服务中心（示例）").attrs["registered_on"] == "2022-08-01"
    assert named(facts, "海宁市手拉手助残服务社（示例）").attrs["registered_on"] == "2021-01-01"


def test_volunteer_teams_communities_and_awards() -> None:
    facts, rejects = read(SAMPLE / "海宁市志愿服务队名录（示例）.tsv")
    hours = {i.value for i in facts.indicators if i.measure == "志愿服务时长"}
    assert hours == {3240.5, 5120, 1460, 21_000, 980, 1105, 420}
    assert [r.value for r in rejects] == ["若干"]
    facts, _ = read(SAMPLE / "海宁市村（社区）名录（示例）.csv")
    assert {e.kind for e in facts.entities if e.label == "ORG"} == {"community"}
    assert ("海宁市村（社区）名录（示例）：硖石第一社区居民委员会（示例）") in {d.title for d in facts.documents}
    facts, rejects = read(SAMPLE / "海宁市社工服务采购结果（示例）.csv")
    assert ("海宁市民政局（示例）", "海宁市青禾社会工作服务中心（示例）") in ends(facts, "FUNDS")
    assert sorted(i.value for i in facts.indicators) == [350_000, 360_000, 400_000, 450_000]
    assert ["单位不明" in r.reason for r in rejects] == [True]


def test_no_personal_data_of_the_samples_is_in_any_output() -> None:
    for path in SAMPLE.iterdir():
        facts, rejects = read(path)
        output = repr(facts) + repr(rejects)
        assert "13800138000" not in output
        assert not any(word in output for word in ("法定代表人", "队长", "站长", "书记"))


# ── real files ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_ministry_workbook_of_town_changes() -> None:
    facts, rejects = read(HOME / "tests" / "data" / "town_changes_2014_2023_raw.xlsx")
    assert len(facts.documents) == 7_644
    assert [r.value[:2] for r in rejects] == ["并入"] * 8
    # The columns that merged cells fill; empty where a place was only founded or dissolved.
    approvals = sum("批准文件：" in d.text for d in facts.documents)
    provinces = sum("省份：" in d.text for d in facts.documents)
    assert approvals > 7_500
    assert provinces > 6_500


@shared
def test_sixty_foundations_with_every_dirty_value() -> None:
    facts, rejects = read(SHARED / "foundations_sample_2017.tsv")
    assert len(facts.documents) == 60
    assert sum(e.kind == "foundation" for e in facts.entities) == 60
    found = {(r.line, r.column) for r in rejects}
    assert {
        (11, "区县"),
        (12, "社会组织名称"),
        (14, "注册资金"),
        (36, "证书有效期"),
        (54, "统一社会信用代码"),
        (60, "住所"),
    } <= found
    assert len(rejects) == 11
    bodies = {e.attrs["uscc"]: e for e in facts.entities if "uscc" in e.attrs}
    assert bodies["53450000507160214Y"].attrs["capital"] == 4_000_000  # 4000000.00 （单位：元 / 万元）
    assert bodies["53440000553601746P"].attrs["capital"] == 2_000_000  # 200.00 （单位：元 / 万元）
    assert "capital" not in bodies["53620500325345189M"].attrs  # 0.00
    assert "registered_on" not in bodies["53420103F99664761M"].attrs  # 1900-01-01
    assert "scope" not in bodies["531000005000185302"].attrs  # nan
    assert bodies["53110000MJ01775422"].attrs["scope"] == "1．资助贫困病患就医；2．资助贫困学生上学。".replace("．", ".")
    assert bodies["53440000553601746P"].attrs["address"].endswith("大厦20楼")  # type: ignore[union-attr]
    supervisors = {head for head, tail in ends(facts, "SUPERVISES")}
    assert {"陕西省发改委", "陕西省文物局", "上海市教育委员会", "河南省文化厅"} <= supervisors
    assert not any("直接登记" in s or s == "无" for s in supervisors)
    places = dict(ends(facts, "LOCATED_IN"))
    assert places["上海市青年创业就业基金会"] == "静安区"  # 闸北区
    assert places["宁波公安关爱基金会"] == "鄞州区"  # 江东区中兴路
    assert places["平阳县人民教育基金会"] == "昆阳镇"
    assert places["黄南州飞腾公益基金会"] == "同仁市"  # 同仁县
    assert places["金龙鱼慈善公益基金会"] == "浦东新区"  # 浦东区, as people call it


@shared
def test_the_result_list_of_the_platform() -> None:
    facts, rejects = read(SHARED / "orgs_list_page_sample.tsv")
    assert len(facts.documents) == 9
    assert not rejects
    places = dict(ends(facts, "LOCATED_IN"))
    assert places["株洲市渌口区城乡集贸市场网络服务协会"] == "渌口区"  # its code still says 株洲县
    assert places["泰安市泰山区岱庙街道市场社区物业服务中心"] == "岱庙街道"
    assert "registrar" not in named(facts, "泰安市泰山区岱庙街道市场社区物业服务中心").attrs


# ── headers and mappings
def test_a_missing_required_column(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="缺少必需的列：社工站名称"):
        read_text(tmp_path, "乡镇（街道）,承接机构,驻站社工人数,持证人数\n马桥街道,甲中心,6,4\n")


def test_an_unknown_layout(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有认得的表头"):
        read_text(tmp_path, "a,b,c,d\n1,2,3,4\n")


@pytest.mark.parametrize("data", [b"", b"   \n", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken", b"just words"])
def test_broken_workbooks(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "名录.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"名录\.xlsx："):
        read(path)


def test_a_truncated_workbook(tmp_path: Path) -> None:
    source = SAMPLE / "海宁市镇（街道）社工站名录（示例）.xlsx"
    path = tmp_path / "站.xlsx"
    path.write_bytes(source.read_bytes()[:-500])
    with pytest.raises(InputError, match="损坏"):
        read(path)


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "弹.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
        for _ in range(150):
            sheet.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(InputError, match="解压后"):
        read(path)


def test_one_endless_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="超过"):
        read_text(tmp_path, ORGANISATIONS + "x" * 1_100_000 + "\n")


def test_two_thousand_columns_and_headers_said_twice(tmp_path: Path) -> None:
    path = tmp_path / "宽.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["社会组织名称", "统一社会信用代码", "住所", "住所", *(f"列{i}" for i in range(2000))])
        out.writerow(["示例基金会", "53100000500021676K", "甲路1号", "乙路2号", *("x" for _ in range(2000))])
    facts, rejects = read(path)
    assert named(facts, "示例基金会").attrs["address"] == "甲路1号"
    assert (rejects[0].column, rejects[0].reason) == ("住所", "第 4 列与前面的列重名，只读了前一列")
    assert len(rejects) == 51  # fifty by name, one that counts the rest


# ── mappings ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_mapping_is_understood() -> None:
    assert len(forms().mappings) >= 10
    assert all(m.layout == name for name, m in forms().mappings.items())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('attr = "colour"', "属性 colour 不在词汇表"),
        ('label = "ORGAN"', "类别 ORGAN 不在词汇表"),
        ('label = "ORG"\nkind = "club"', "类型 club 不在词汇表"),
        ('shape = "round"', "shape"),
    ],
)
def test_wrong_mappings_are_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(
        f'layout = "my"\ntitle = "表"\nlabel = "ORG"\n[columns.name]\nheaders = ["名称"]\n[columns.x]\nheaders = ["甲"]\n{line}\n', "utf-8"
    )
    with pytest.raises(OntologyError, match=message):
        read_mapping(path)


def test_an_own_mapping(tmp_path: Path) -> None:
    mapping = tmp_path / "my.toml"
    mapping.write_text(
        'layout = "my"\ntitle = "企业捐赠表"\nlabel = "ORG"\nkind = "enterprise"\n[columns.name]\nheaders = ["企业"]\n'
        '[columns.receiver]\nheaders = ["受赠方"]\nlabel = "ORG"\n[columns.amount]\nheaders = ["金额（万元）"]\ntype = "money"\n'
        '[[relations]]\ntype = "FUNDS"\nhead = "row"\ntail = "receiver"\nattrs = { amount = "amount" }\nconstants = { mode = "捐赠" }\n',
        "utf-8",
    )
    table = tmp_path / "捐赠.csv"
    table.write_text("企业,受赠方,金额（万元）\n示例公司,示例慈善总会,20\n", "utf-8")
    facts = join_facts(load_registry(table, lambda _: None, make_forms([read_mapping(mapping)])))
    assert ends(facts, "FUNDS") == {("示例公司", "示例慈善总会")}
    assert facts.relations[0].attrs == {"mode": "捐赠", "amount": "20万元"}
    assert named(facts, "示例慈善总会").kind == "foundation"


LAYOUTS = {"social_org_events": ["org_event"], "charity": ["charity", "charity_project"], "social_work_year_table": ["year_table"]}


@shared
def test_every_header_form_that_was_seen_is_known() -> None:
    known, missing = forms(), []
    for registry, fields in json.loads((SHARED / "registry_headers.json").read_text("utf-8"))["registries"].items():
        for key in (header_key(h) for field in fields for h in field["headers"]):
            found = known.fields.get(key) or known.fields.get(bare_key(key)) or {}
            layouts = LAYOUTS.get(registry, [registry])
            missing += [] if any(name in found or key in known.ignored[name] for name in layouts) else [(registry, key)]
    assert missing == []


# ── large registers ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_many_processes_give_the_bytes_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests of the dashboard leave its page as the main module, which each new process would run.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    path, said, once = tmp_path / "省.csv", list[Reject](), list[Reject]()
    write_register(path, 4_500, province="33")
    with path.open("a", encoding="utf-8") as file:  # the code of the first row again, far away from it
        file.write(path.read_text("utf-8").splitlines()[1] + "\n")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as run:
        together = b"".join(encode_registry(path, said.append, run))
    alone = b"".join(encode_facts(f) for f in load_registry(path, once.append))
    assert together == alone
    assert said == once
    assert said[-1].reason.startswith("与第 2 行")
    facts, _ = read(path)
    assert len(facts.documents) == 4_500
    assert not PERSONAL.search(alone.decode() + repr(said))


# ── what would fill the memory ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>', "XFD1048576 离表太远"),
        (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet', "XML 实体"),
    ],
)
def test_sheets_that_no_office_program_wrote(tmp_path: Path, old: bytes, new: bytes, message: str) -> None:
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    with xlsxwriter.Workbook(good) as book:
        book.add_worksheet().write(0, 0, "名称")
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old, new, 1) if name.endswith("sheet1.xml") else data)
    with pytest.raises(InputError, match=message):
        read(bad)


def test_a_page_of_endless_spans(tmp_path: Path) -> None:
    spans = "<td colspan=1000 rowspan=1000>x</td>" * 200
    page = f"<table><tr><th>社工站名称</th><th>驻站社工人数</th><th>承接机构</th></tr><tr>{spans}</tr><tr><td>甲社工站</td></tr></table>"
    facts, _ = read_text(tmp_path, page, "站.xls")
    assert "甲社工站" in [e.name for e in facts.entities]
