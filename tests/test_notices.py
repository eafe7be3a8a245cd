"""What notices, minutes and reports say in lists and under labels: who attended, gave, won, pays and keeps; invented names."""

import pytest

from graph.loaders.text import make_document
from nlp.pipeline import read

Triple = tuple[str, str, str]


def relations(text: str) -> dict[Triple, dict[str, object]]:
    facts = read(make_document(text, "示例.txt"))
    named = {e.id: e.name for e in facts.entities}
    return {(named[r.head], r.type, named[r.tail]): dict(r.attrs) for r in facts.relations}


def names(text: str, label: str) -> set[str]:
    return {e.name for e in read(make_document(text, "示例.txt")).entities if e.label == label}


def test_who_attended_a_meeting_and_who_did_not() -> None:
    found = relations(
        "7月24日上午，副县长盘志成主持召开全县五社联动工作第二次联席会议，听取上半年工作汇报。\n"
        "出席：盘志成、黄丹霞、周小燕，县妇联李素兰\n列席：邓家福\n请假：韦晓明\n"
    )
    meeting = "全县五社联动工作第二次联席会议"
    assert {h for h, y, t in found if (y, t) == ("MEMBER_OF", meeting)} >= {"黄丹霞", "周小燕", "李素兰", "邓家福"}
    assert ("李素兰", "WORKS_FOR", "县妇联") in found
    assert "韦晓明" not in {h for h, y, _ in found if y == "MEMBER_OF"}


def test_who_gave_how_much() -> None:
    found = relations(
        "景宁山水公益基金会2023年度工作报告\n一、捐赠收入\n单笔超过百万元的捐赠共3笔：丽水清源水电有限公司700万元，"
        "浙江万松竹业股份有限公司260万元，杭州一粟软件有限公司120万元。\n"
    )
    for giver, amount in (
        ("丽水清源水电有限公司", "700万元"),
        ("浙江万松竹业股份有限公司", "260万元"),
        ("杭州一粟软件有限公司", "120万元"),
    ):
        assert found[giver, "FUNDS", "景宁山水公益基金会"] == {"mode": "捐赠", "amount": amount}


def test_what_an_income_is_made_of() -> None:
    found = relations(
        "双滦区社会组织综合服务中心2023年度报告\n本年度总收入142万元。其中，双滦区民政局购买服务90万元，承德燕岭公益基金会捐赠20万元。\n"
    )
    assert found["双滦区民政局", "FUNDS", "双滦区社会组织综合服务中心"] == {"mode": "购买服务", "amount": "90万元"}
    assert found["承德燕岭公益基金会", "FUNDS", "双滦区社会组织综合服务中心"] == {"mode": "捐赠", "amount": "20万元"}


def test_who_won_a_package() -> None:
    found = relations(
        "采购人：武都区民政局\n分包1：“银铃巡访”独居老人关爱项目。\n成交供应商：陇南市启明社会工作服务中心，成交金额：76.5万元。\n"
    )
    won = ("武都区民政局", "FUNDS", "陇南市启明社会工作服务中心")
    assert found[won] == {"mode": "购买服务", "amount": "76.5万元"}
    assert ("陇南市启明社会工作服务中心", "OPERATES", "“银铃巡访”独居老人关爱项目") in found


AWARDS = (
    "经评审，拟对以下4个项目予以资助，资金来源为市级福利彩票公益金。\n"
    "1.手拉手困境儿童伴行 申报单位：临洮县同心社会工作服务中心\n"
    "一般项目：我给爷爷拍张照（临洮县光影志愿者协会）；老街记忆口述史（临洮县洮水文史协会）；巧手编织梦（临洮县巧手互助中心）。\n"
    "公示期为5个工作日。\n临洮县民政局\n"
)


def test_projects_that_a_list_of_awards_shows_and_who_pays_for_them() -> None:
    projects = {"手拉手困境儿童伴行", "我给爷爷拍张照", "老街记忆口述史", "巧手编织梦"}
    assert names(AWARDS, "PROJECT") >= projects
    paid = {t for h, y, t in relations(AWARDS) if (h, y) == ("市级福利彩票公益金", "FUNDS")}
    assert paid >= projects


def test_the_signer_pays_where_no_purse_is_named() -> None:
    text = AWARDS.replace("，资金来源为市级福利彩票公益金", "")
    assert ("临洮县民政局", "FUNDS", "我给爷爷拍张照") in relations(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“桂苑邻里基金”是居民凑起来的，目前挂在濂溪区慈善会名下。", ("濂溪区慈善会", "OPERATES", "桂苑邻里基金")),
        ("涉县社会组织孵化基地于5月挂牌，委托邯郸市合力公益发展中心运营。", ("邯郸市合力公益发展中心", "OPERATES", "涉县社会组织孵化基地")),
        ("南靖县社会组织孵化中心建于2015年，由南靖县民政局兴办。", ("南靖县民政局", "ESTABLISHES", "南靖县社会组织孵化中心")),
        (
            "2020年，莲塘街道办事处依据《五华区购买服务实施办法》，以每年20万元的价格向昆明市拾阶社会工作服务中心购买服务。",
            ("莲塘街道办事处", "FUNDS", "昆明市拾阶社会工作服务中心"),
        ),
        ("花石乡党委书记汪正权坦言，事情不好办。", ("汪正权", "WORKS_FOR", "花石乡")),
        (
            "哈尔滨市冰花助学中心\n【业务主管单位】哈尔滨市总工会\n",
            ("哈尔滨市总工会", "SUPERVISES", "哈尔滨市冰花助学中心"),
        ),
        (
            "“故事推车”是泰州市橘灯志愿服务队自己办的，每周两次。",
            ("泰州市橘灯志愿服务队", "OPERATES", "故事推车"),
        ),
    ],
)
def test_wordings(text: str, wanted: Triple) -> None:
    assert wanted in relations(text)


def test_a_purse_is_not_its_neighbours() -> None:
    """Two purses share the projects: which paid for which is not said, so nobody but the signer is said to pay."""
    text = AWARDS.replace("资金来源为市级福利彩票公益金", "资金由临洮县慈善会的洮水基金和市级福利彩票公益金承担")
    assert "市级福利彩票公益金" not in {h for h, y, t in relations(text) if y == "FUNDS" and t == "我给爷爷拍张照"}


def test_short_forms_of_regions() -> None:
    facts = read(make_document("内蒙古自治区民政厅下发通知。内蒙古各地随即部署，西藏自治区也将跟进，西藏有7个地市。", "示例.txt"))
    places = {e.name: set(e.aliases) for e in facts.entities if e.label == "PLACE"}
    assert places["内蒙古自治区"] >= {"内蒙古"}
    assert places["西藏自治区"] >= {"西藏"}
