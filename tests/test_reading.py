"""What the readers of names and of relations owe to each other: short forms, quoted names, by-lines, a policy's own basis."""

from graph.facts import to_annotation
from graph.loaders.text import make_document
from nlp import extract
from nlp.brands import brand, short_forms
from nlp.page import Page
from nlp.spans import Mention

Triple = tuple[str, str, str]


def read(text: str) -> tuple[dict[str, list[str]], set[Triple]]:
    """Name → other forms of each entity, and the relations."""
    found = to_annotation(extract(make_document(text, "示例.txt")))
    return {e["name"]: e["aliases"] for e in found["entities"]}, {(r["head"], r["type"], r["tail"]) for r in found["relations"]}


def test_a_body_is_known_by_its_own_word() -> None:
    assert brand("溧水区澜庭社会工作服务中心") == "澜庭"
    assert brand("溧水区社会工作服务中心") == ""
    names, relations = read("溧水区澜庭社会工作服务中心承接了洪蓝街道社工站。澜庭社工为独居老人送餐。")
    assert names["溧水区澜庭社会工作服务中心"] == ["澜庭社工"]
    assert ("溧水区澜庭社会工作服务中心", "SERVES", "独居老人") in relations


def test_a_word_that_two_bodies_share_is_neithers() -> None:
    names, _ = read("溧水区澜庭社会工作服务中心和高淳区澜庭养老服务中心都报了名。澜庭中心后来退出。")
    assert all("澜庭中心" not in others for others in names.values())


def test_many_bodies_cost_no_more_for_a_character() -> None:
    """One pass finds all short forms: the claims are those of each body alone, however many there are."""
    text = "".join(f"溧水区{a}{b}社会工作服务中心" for a in "澜泓沁沐昕昀" for b in "庭禾苇岚舟")
    page, size = Page(text), len("溧水区澜庭社会工作服务中心")
    mentions = [
        Mention(start=i, end=i + size, label="ORG", kind="social_org", by="rule:ORG/suffix", score=0.9) for i in range(0, len(text), size)
    ]
    assert len(list(short_forms(page, mentions))) == len(mentions) == 30


def test_a_quotation_and_its_type_word_are_one_name() -> None:
    names, _ = read("街道启动了“晚风”独居老人陪伴计划，“灯塔里”志愿队也来帮忙。今年“晚风”陪伴了80岁以上老人36名。")
    assert names["“晚风”独居老人陪伴计划"] == ["晚风"]
    assert "“灯塔里”志愿队" in names
    assert "80岁以上老人" in names


def test_a_bare_word_for_people_needs_somebody_who_serves_them() -> None:
    assert "老人" not in read("老人坐在树下聊天。")[0]
    assert "老人" in read("溧水区澜庭社会工作服务中心为老人提供助餐服务。")[0]


def test_a_reporter_works_for_the_medium_at_the_head_of_the_page() -> None:
    _, relations = read("溧水日报　2023年5月8日　星期一\n\n社工站里的一天\n\n本报讯（记者 陆文谦 通讯员 顾小禾）洪蓝街道社工站今天开门。\n")
    assert ("陆文谦", "WORKS_FOR", "溧水日报") in relations
    assert ("顾小禾", "WORKS_FOR", "溧水日报") not in relations


def test_a_labelled_line_belongs_to_its_item() -> None:
    _, relations = read(
        "登记名单\n\n1.溧水区澜庭社会工作服务中心\n业务主管单位：溧水区民政局\n法定代表人：陆文谦\n\n2.高淳区禾苇志愿者协会\n业务主管单位：共青团高淳区委\n会长：顾小禾\n"
    )
    assert ("陆文谦", "WORKS_FOR", "溧水区澜庭社会工作服务中心") in relations
    assert ("顾小禾", "WORKS_FOR", "高淳区禾苇志愿者协会") in relations
    assert ("溧水区民政局", "SUPERVISES", "溧水区澜庭社会工作服务中心") in relations


def test_a_policy_says_what_it_is_made_under() -> None:
    own = "溧水区民政局关于加强社工站管理的通知"
    _, relations = read(f"{own}\n\n各街道：\n为贯彻落实《江苏省社会工作服务站管理办法》，现就有关事项通知如下。\n")
    assert (own, "GOVERNED_BY", "江苏省社会工作服务站管理办法") in relations
    assert not [r for r in relations if r[1] == "GOVERNED_BY" and r[0] != own]


def test_a_name_alone_does_not_say_whom_rules_govern() -> None:
    for text in ("溧水区民政局印发《溧水区社工站管理办法》。", "专家谈到了《溧水区社工站管理办法》。"):
        assert "GOVERNED_BY" not in {type for _, type, _ in read(text)[1]}


def test_a_count_of_stations_is_no_name() -> None:
    names, _ = read("目前，溧水区已建成镇（街道）社工站8个。")
    assert list(names) == ["溧水区"]


def test_a_place_that_begins_an_unread_name_pays_nothing() -> None:
    for text in ("“晚风”陪伴计划的物资由溧水区乙小仙捐赠。", "“晚风”陪伴计划由溧水区乙小仙资助5万元。"):
        assert ("溧水区", "FUNDS", "“晚风”陪伴计划") not in read(text)[1]
    assert ("溧水区", "FUNDS", "“晚风”陪伴计划") in read("“晚风”陪伴计划由溧水区资助5万元。")[1]
