"""How the cells and rows of a register are read: encodings, headers, notes, merged cells, broken codes, totals, personal numbers."""

from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from tests.register_files import GOOD, ORGANISATIONS, ends, named, read, read_text


# ── reading rules ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名录.csv"
    path.write_bytes((ORGANISATIONS + GOOD).encode(encoding))
    assert named(read(path)[0], "示例基金会").attrs["registered_on"] == "2015-06-03"


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_separators(tmp_path: Path, mark: str) -> None:
    facts, rejects = read_text(tmp_path, (ORGANISATIONS + GOOD).replace(",", mark))
    assert named(facts, "示例基金会").attrs["registered_on"] == "2015-06-03"
    assert not rejects


def test_a_header_below_titles_and_repeated_further_down(tmp_path: Path) -> None:
    text = (
        "浙江省社会组织名录（2022年）\n\n（12月份）\n"
        + ORGANISATIONS
        + GOOD
        + ORGANISATIONS
        + GOOD.replace("1676K", "1326D").replace("示例基", "范例基")
    )
    facts, rejects = read_text(tmp_path, text)
    assert [d.title for d in facts.documents] == ["浙江省社会组织名录（2022年）：示例基金会", "浙江省社会组织名录（2022年）：范例基金会"]
    assert not rejects


def test_quotes_line_breaks_and_nul_bytes(tmp_path: Path) -> None:
    rows = '"甲\n协会",,,,\n"乙协会,,,,\n5" 丙协会,,,,\n丁\0协会,,,,\n'
    facts, _ = read_text(tmp_path, ORGANISATIONS + rows)
    assert [e.name for e in facts.entities if e.label == "ORG"] == ["甲 协会", "”乙协会", "5” 丙协会", "丁协会"]


def test_notes_and_totals_are_no_rows(tmp_path: Path) -> None:
    rows = "甲社工站,马桥街道,6\n乙社工站,许村镇,5\n小计,,11\n合　计,,12\n注：1.本表为示例,,\n填表人：某,,\n"
    text = "海宁市社工站名录,,\n社工站名称,乡镇（街道）,驻站社工人数\n" + rows
    facts, rejects = read_text(tmp_path, text)
    assert len(facts.documents) == 2
    assert [(r.line, r.value) for r in rejects] == [(6, "12")]


def test_merged_cells_fill_places_only(tmp_path: Path) -> None:
    path = tmp_path / "站.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        for column, name in enumerate(["县（市、区）", "乡镇（街道）", "社工站名称", "承接机构", "持证人数"]):
            sheet.write(0, column, name)
        sheet.merge_range(1, 0, 2, 0, "浙江省海宁市")
        sheet.merge_range(1, 3, 2, 3, "甲中心")
        for row, town in enumerate(["马桥街道", "许村镇"], 1):
            sheet.write(row, 1, town)
            sheet.write(row, 2, town + "社工站")
        sheet.merge_range(3, 0, 3, 4, "本表由各镇填报")
        empty = book.add_worksheet("说明")
        empty.write(0, 0, "这里没有表")
    facts, rejects = read(path)
    assert ends(facts, "LOCATED_IN") == {("马桥街道社工站", "马桥街道"), ("许村镇社工站", "许村镇")}
    assert ends(facts, "OPERATES") == {("甲中心", "马桥街道社工站")}
    assert [(r.sheet, r.reason) for r in rejects] == [("说明", "这张工作表没有认得的表头，没有读")]


def test_html_saved_as_xls(tmp_path: Path) -> None:
    page = (
        "<html><body><table><tr><th>区县</th><th>街镇</th><th>社工站名称</th></tr>"
        "<tr><td rowspan=2>浙江省海宁市</td><td>马桥街道</td><td>甲社工站</td></tr>"
        "<tr><td>许村镇</td><td>乙社工站</td></tr></table></body></html>"
    )
    facts, _ = read_text(tmp_path, page, "站.xls")
    assert ends(facts, "LOCATED_IN") == {("甲社工站", "马桥街道"), ("乙社工站", "许村镇")}


def test_codes_that_a_spreadsheet_broke(tmp_path: Path) -> None:
    path = tmp_path / "名录.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["社会组织名称", "统一社会信用代码", "登记管理机关", "成立登记日期"])
        sheet.write_row(1, 0, ["甲基金会", 531000005000185302, "民政部", 42158])
        sheet.write_row(2, 0, ["乙基金会", "'531000005000185302", "民政部", "2015.6"])
    facts, rejects = read(path)
    assert [("科学计数" in r.reason, r.line) for r in rejects] == [(True, 2)]
    assert named(facts, "甲基金会").attrs["registered_on"] == "2015-06-03"
    assert named(facts, "乙基金会").attrs["uscc"] == "531000005000185302"


def test_shifted_rows_and_extra_cells_are_reported(tmp_path: Path) -> None:
    _, rejects = read_text(tmp_path, ORGANISATIONS + "2015-06-03,甲协会,x,y,正常\n乙基金会,53100000500021676K,,,,多余\n")
    assert [r.line for r in rejects] == [2, 2, 2, 3]
    assert "必填" in rejects[-2].reason
    assert "多出" in rejects[-1].reason


def test_two_rows_of_one_code(tmp_path: Path) -> None:
    facts, rejects = read_text(tmp_path, ORGANISATIONS + GOOD + GOOD.replace("示例基金会", "改名基金会"))
    assert [e.name for e in facts.entities if e.label == "ORG"] == ["示例基金会"]
    assert "与第 2 行" in rejects[0].reason


def test_ids_are_those_of_the_code_and_do_not_depend_on_the_file(tmp_path: Path) -> None:
    a = named(read_text(tmp_path, ORGANISATIONS + GOOD, "甲.csv")[0], "示例基金会").id
    b = named(read_text(tmp_path, ORGANISATIONS + GOOD.replace("示例路1号", "示例路2号"), "乙.csv")[0], "示例基金会").id
    assert a == b


def test_personal_numbers_are_masked_and_people_left_out(tmp_path: Path) -> None:
    head = "社会组织名称,统一社会信用代码,法定代表人,住所,业务范围\n"
    text = head + "示例基金会,53100000500021676K,张三丰,海宁市示例路1号（13912345678）,身份证11010519491231002X\n"
    facts, rejects = read_text(tmp_path, text)
    output = repr(facts) + repr(rejects)
    assert not any(secret in output for secret in ("张三丰", "13912345678", "11010519491231002X"))
    assert "53100000500021676K" in output
    text = '慈善信托名称,备案编号,委托人,受托人,财产总规模（万元）\n示例信托,S1,"张三丰、甲公益基金会",乙信托有限公司,100\n'
    facts, _ = read_text(tmp_path, text)
    assert "张三丰" not in repr(facts)
    assert ends(facts, "ESTABLISHES") == {("甲公益基金会", "示例信托")}


def test_charity_projects_know_their_organisation(tmp_path: Path) -> None:
    text = "项目名称,项目编号,发起慈善组织,项目状态\n示例项目,53100000500009167KA21008,示例基金会,进行中\n"
    facts, _ = read_text(tmp_path, text)
    own = read_text(tmp_path, ORGANISATIONS + GOOD.replace("53100000500021676K", "53100000500009167K"))[0]
    assert named(facts, "示例基金会").id == named(own, "示例基金会").id


def test_policies_and_yearly_tables(tmp_path: Path) -> None:
    facts, _ = read_text(tmp_path, "标题,发文字号,发文机关,成文日期\n《示例意见》,民发[2021] 20号,民政部,2021年4月\n")
    assert named(facts, "示例意见").attrs == {"document_number": "民发〔2021〕20号", "issued_on": "2021-04"}
    assert ends(facts, "ISSUES") == {("民政部", "示例意见")}
    facts, rejects = read_text(
        tmp_path, "2019年社会工作统计表\n省（区、市）,机构数量（个）,注册志愿者总数（人）\n浙江,500,1.2万\n火星,1,1\n"
    )
    assert [(i.place, i.measure, i.value, i.as_of) for i in facts.indicators] == [
        ("place:33", "社会工作服务机构", 500, "2019"),
        ("place:33", "注册志愿者", 12_000, "2019"),
    ]
    assert [r.line for r in rejects] == [4, 4]


# ── bad files ───────────────────────────────────────────────────────────────────────────────────────────────────────────
# ── totals ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (["合计,,11", "甲社工站,海宁市马桥街道,6", "乙社工站,海宁市许村镇,5"], []),
        (["合计,,12", "甲社工站,海宁市马桥街道,6", "乙社工站,海宁市许村镇,5"], [(2, "12")]),
        (["甲社工站,海宁市马桥街道,6", "全市合计,,6", "乙社工站,海宁市许村镇,5", "合计,,5"], []),
        (["甲社工站,海宁市马桥街道,6", "乙社工站,海宁市许村镇,约5", "合计：,,99"], [(3, "约5")]),
        (["甲社工站,海宁市马桥街道,6", "本页合计,,1", "（合　计）,,6"], []),
    ],
)
def test_totals_above_between_and_below_the_rows(tmp_path: Path, rows: list[str], wrong: list[tuple[int, str]]) -> None:
    facts, rejects = read_text(tmp_path, "\n".join(["社工站名称,乡镇（街道）,驻站社工人数", *rows]))
    assert len(facts.documents) == 2 - ("本页合计,,1" in rows)
    assert [(r.line, r.value) for r in rejects] == wrong


def test_formulas_that_keep_digits_and_events_of_one_body(tmp_path: Path) -> None:
    text = "社会组织名称,统一社会信用代码,业务类型,变更前,变更后,办结日期\n{0}\n{0}\n"
    row = '示例基金会,"=""53100000500021676K""",变更,旧名,新名,2021-03-04'
    facts, rejects = read_text(tmp_path, text.format(row))
    assert not rejects
    assert {e.attrs.get("uscc") for e in facts.entities if e.label == "ORG"} == {"53100000500021676K"}
    assert len(facts.documents) == 2


def test_a_binary_workbook_of_old_office(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名录")
    sheet.write_merge(0, 0, 0, 4, "海宁市社工站名录（示例，2023年）")
    for column, head in enumerate(("序号", "乡镇（街道）", "社工站名称", "承接机构", "驻站社工人数")):
        sheet.write(1, column, head)
    sheet.write_merge(2, 3, 1, 1, "马桥街道")
    for row, (name, count) in enumerate((("马桥街道社工站（示例）", 4), ("桐溪社区社工室（示例）", 2)), 2):
        for column, value in ((0, row - 1), (2, name), (3, "海宁市晨星社会工作服务中心（示例）"), (4, count)):
            sheet.write(row, column, value)
    book.add_sheet("说明").write(0, 0, "由民政局汇总")
    book.save(str(tmp_path / "名录.xls"))
    assert (tmp_path / "名录.xls").read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    facts, rejects = read(tmp_path / "名录.xls")
    assert named(facts, "马桥街道社工站（示例）").attrs["staff"] == 4
    located = {(h, t) for h, t in ends(facts, "LOCATED_IN") if "社工" in h}
    assert located == {("马桥街道社工站（示例）", "马桥街道"), ("桐溪社区社工室（示例）", "马桥街道")}
    assert [r.sheet for r in rejects] == ["说明"]


def test_one_foundation_in_several_years(tmp_path: Path) -> None:
    text = "基金会名称,统一社会信用代码,数据年度,公益支出（元）\n" + "".join(
        f"示例基金会,53100000500021676K,{year},{amount}\n" for year, amount in ((2021, 100), (2022, 200), (2022, 300))
    )
    facts, rejects = read_text(tmp_path, text)
    assert [(i.as_of, i.value) for i in facts.indicators] == [("2021", 100), ("2022", 200)]
    assert [(r.line, r.reason) for r in rejects] == [(4, "与第 3 行的统一社会信用代码和年度相同，这一行没有读")]


CHANGES = "社会组织名称,统一社会信用代码,业务类型,变更事项,变更前,变更后\n"


@pytest.mark.parametrize(
    ("row", "name", "aliases"),
    [
        ("新名协会（示例）,,变更,名称,旧名协会（示例）,新名协会（示例）", "新名协会（示例）", ("旧名协会（示例）",)),
        ("旧名协会（示例）,,名称变更,,旧名协会（示例）,新名协会（示例）", "新名协会（示例）", ("旧名协会（示例）",)),
        ("新名协会（示例）,,变更,,旧名协会（示例）,新名协会（示例）", "新名协会（示例）", ("旧名协会（示例）",)),
        ("三名协会（示例）,,变更,名称,旧名协会（示例）,新名协会（示例）", "三名协会（示例）", ("旧名协会（示例）", "新名协会（示例）")),
        ("新名协会（示例）,,变更,住所,海宁市东路1号,海宁市西路2号", "新名协会（示例）", ()),
        ("新名协会（示例）,,变更,,张三丰,李四光", "新名协会（示例）", ()),
        ("新名协会（示例）,,变更,社会组织名称变更,旧名协会（示例）,新名协会（示例）", "新名协会（示例）", ("旧名协会（示例）",)),
        ("新名协会（示例）,,变更,业务主管单位名称变更,海宁市文化局,海宁市文化和旅游局", "新名协会（示例）", ()),
        ("新名协会（示例）,,变更,法定代表人单位名称,海宁市第一公司,海宁市第二公司", "新名协会（示例）", ()),
    ],
)
def test_a_change_of_name(tmp_path: Path, row: str, name: str, aliases: tuple[str, ...]) -> None:
    facts, rejects = read_text(tmp_path, CHANGES + row + "\n")
    (body,) = [e for e in facts.entities if e.label == "ORG"]
    assert (body.name, body.aliases) == (name, aliases)
    assert [e.quote for e in body.evidence if e.by == "registry:org_event/former"] == list(aliases)
    assert not rejects


def test_former_names_in_a_column(tmp_path: Path) -> None:
    facts, _ = read_text(
        tmp_path, "社会组织名称,统一社会信用代码,登记管理机关,曾用名\n新名协会（示例）,,海宁市民政局,旧名协会（示例）、老名协会（示例）\n"
    )
    assert named(facts, "新名协会（示例）").aliases == ("旧名协会（示例）", "老名协会（示例）")
