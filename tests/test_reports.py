"""What reports of an office say as a rule: money before a task, what is signed together, founders, districts one by one; invented names."""

import pytest

from tests.read_text import Triple, facts, relations


def figures(text: str) -> list[tuple[str, str, str, float, str]]:
    found = facts(text)
    named = {e.id: e.name for e in found.entities}
    return [(named[i.place], i.qualifier, i.measure, i.value, i.nature) for i in found.indicators]


def aliases(text: str) -> dict[str, tuple[str, ...]]:
    return {e.name: e.aliases for e in facts(text).entities}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "海宁市民政局投入资金45万元，委托海宁市晨露社会工作服务中心运营马桥街道社工站。",
            ("海宁市民政局", "FUNDS", "海宁市晨露社会工作服务中心"),
        ),
        ("塘栖镇商会捐资60万元，设立“枇杷红”助学基金。", ("塘栖镇商会", "FUNDS", "“枇杷红”助学基金")),
        (
            "海宁市晨露社会工作服务中心给“老街坊”志愿队垫付了活动经费2000元。",
            ("海宁市晨露社会工作服务中心", "FUNDS", "“老街坊”志愿队"),
        ),
        ("在海宁市民政局引导下，“老街坊”志愿队走进社区。", ("海宁市民政局", "SUPERVISES", "“老街坊”志愿队")),
        (
            "海宁市晨露社会工作服务中心归口海宁市委社会工作部管理。",
            ("海宁市委社会工作部", "SUPERVISES", "海宁市晨露社会工作服务中心"),
        ),
        ("个案由海宁市马桥街道社工站推荐给海宁市人社局。", ("海宁市马桥街道社工站", "REFERS_TO", "海宁市人社局")),
        ("海宁市民政局、桐乡市民政局、海盐县民政局签订合作协议。", ("海宁市民政局", "PARTNERS_WITH", "海盐县民政局")),
        ("海宁市马桥街道社工站与马桥街道党群服务中心合署办公。", ("海宁市马桥街道社工站", "PARTNERS_WITH", "马桥街道党群服务中心")),
        ("海宁市司法局、海宁市民政局合编的《社区矫正家庭支持指南》上月付印。", ("海宁市民政局", "ISSUES", "社区矫正家庭支持指南")),
        ("海宁市晨露志愿服务队创始人廖德芬说。", ("廖德芬", "ESTABLISHES", "海宁市晨露志愿服务队")),
        ("海宁市慈善总会设立“五社联动”专项基金。", ("海宁市慈善总会", "ESTABLISHES", "“五社联动”专项基金")),
    ],
)
def test_relation(text: str, wanted: Triple) -> None:
    assert wanted in relations(text)


def test_who_signs_for_itself_is_nobodys_partner() -> None:
    found = relations("海宁市民政局、桐乡市民政局签收了文件。海盐县民政局、平湖市民政局签订承诺书。")
    assert not [r for r in found if r[1] == "PARTNERS_WITH"]


def test_districts_have_their_own_figures_beside_the_whole() -> None:
    found = figures("2023年，全市累计建成社工站256个，其中嘉兴市南湖区21个、秀洲区14个。\n嘉兴市民政局\n2024年1月18日\n")
    assert [(place, value) for place, _, _, value, _ in found] == [("嘉兴市", 256.0), ("南湖区", 21.0), ("秀洲区", 14.0)]


def test_examples_do_not_own_what_they_are_examples_of() -> None:
    found = figures("嘉兴市2023年工作总结\n海宁市马桥街道、桐乡市乌镇镇等7个乡镇的社工站有牌子没有社工。\n")
    assert not {"马桥街道", "乌镇镇"} & {place for place, *_ in found}


def test_the_giver_is_no_part_of_what_is_counted() -> None:
    (found,) = figures("海宁市民政局投入福彩公益金45万元。")
    # whose figure it is does not narrow it as well
    assert found[1:4] == ("投入", "福彩公益金", 450_000.0)


@pytest.mark.parametrize(("text", "nature"), [("海宁市8个社工站要全部建成。", "target"), ("海宁市8个社工站全部建成。", "actual")])
def test_what_is_to_be_done_is_a_target(text: str, nature: str) -> None:
    assert [f[4] for f in figures(text)] == [nature]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海宁市累计建成乡镇（街道）社工站256个。", "海宁市累计建成乡镇（街道）社工站"),
        ("飞云社区是老工矿社区。", "老工矿社区"),
        ("贵州茅台镇酒业商会捐赠了物资。", "贵州茅台镇酒业"),
    ],
)
def test_no_name(text: str, name: str) -> None:
    assert name not in aliases(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("带队的黄小莲，是蒲庙镇联团社区的网格员。", "蒲庙镇联团社区"),
        ("来了和政县妇联的志愿者。", "和政县妇联"),
        ("马桥街道社工站最高，而柳堤街道社工站只有97人次。", "柳堤街道社工站"),
    ],
)
def test_name(text: str, name: str) -> None:
    assert name in aliases(text)


def test_who_comes_from_a_place_is_not_the_place() -> None:
    found = relations("韶关籍企业家李国栋拿出500万元，在韶关市民政局登记成立了广东省南岭公益基金会。")
    assert ("李国栋", "ESTABLISHES", "广东省南岭公益基金会") in found
    assert not [r for r in found if r[0].startswith("韶关") and r[1] == "ESTABLISHES"]


def amounts(text: str) -> dict[str, object]:
    found = facts(text)
    named = {e.id: e.name for e in found.entities}
    return {named[r.head]: r.attrs.get("amount") for r in found.relations if r.type == "FUNDS"}


def test_sums_that_are_told_one_by_one() -> None:
    text = "南宁柳江机械有限公司、南宁市女企业家协会分别向南宁市晨露公益基金会捐赠5万元和3万元。"
    assert amounts(text) == {"南宁柳江机械有限公司": "5万元", "南宁市女企业家协会": "3万元"}
    text = "南宁柳江机械有限公司、南宁市女企业家协会分别向南宁市晨露公益基金会捐赠5万元、3万元和2万元。"
    assert set(amounts(text).values()) == {None}
    text = "南宁柳江机械有限公司、南宁市女企业家协会分别向南宁市晨露公益基金会捐赠5万元。"
    assert set(amounts(text).values()) == {"5万元"}


def test_who_keeps_a_fund_that_another_set_up() -> None:
    found = relations("“邻里帮”基金由南宁市慈善总会设立，驾鹤社区居民委员会负责日常管理。")
    assert ("驾鹤社区居民委员会", "OPERATES", "“邻里帮”基金") in found


def test_a_qualifier_is_not_cut_inside_a_quotation() -> None:
    found = figures("南宁市青秀区2023年资助“邻里厨房”“小修小补”等微项目11个。")
    assert [q.count("“") - q.count("”") for _, q, *_ in found] == [0]


def test_a_director_named_behind_the_centre_is_its_own() -> None:
    found = relations("南雄市青苗社会工作服务中心负责日常执行，主任邓惠兰带着5名社工下乡。")
    assert ("邓惠兰", "WORKS_FOR", "南雄市青苗社会工作服务中心") in found


@pytest.mark.parametrize("text", ["截至2023年底，海宁市共完成探访1.8万人次。", "海宁市社工站到2023年底达到12个。2024年3月2日"])
def test_what_held_by_a_past_date_is_a_result(text: str) -> None:
    assert {f[4] for f in figures(text)} == {"actual"}


def test_what_a_projects_marks_hold_is_a_form_of_it_unless_it_is_a_saying() -> None:
    assert aliases("云冈区总工会开通了“矿工之家”热线。")["“矿工之家”热线"] == ("矿工之家",)
    assert aliases("海宁市实施“五社联动”社会工作服务项目。")["“五社联动”社会工作服务项目"] == ()
