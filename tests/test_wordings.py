"""Wordings that were once read wrongly: each says something, or does not say it; invented names."""

import pytest

from tests.read_text import Triple, facts, relations

CENTRE, HALL = "海宁市水仙花社会工作服务中心", "海宁市民政局"


def names(text: str, label: str) -> set[str]:
    return {e.name for e in facts(text).entities if e.label == label}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{CENTRE}关于马桥街道社工站第一季度运营情况的汇报。", (CENTRE, "OPERATES", "马桥街道社工站")),
        ("“绣花行动”项目由海宁市妇女联合会提供启动资金2万元。", ("海宁市妇女联合会", "FUNDS", "“绣花行动”项目")),
        (f"“绣花行动”项目已经结束，评估委托{CENTRE}进行。", (CENTRE, "SUPERVISES", "“绣花行动”项目")),
        ("海宁市慈善总会设立“暖冬专项基金”，海宁市鸿远实业有限公司和海宁市正阳药业有限公司各捐10万元。",
         ("海宁市正阳药业有限公司", "FUNDS", "暖冬专项基金")),
        ("“红马甲”志愿服务队成立三年，队员们每周陪独居老人散步。", ("“红马甲”志愿服务队", "SERVES", "独居老人")),
        (f"马桥街道办事处与{CENTRE}签了三年合同，每年出资45万元。", ("马桥街道办事处", "FUNDS", CENTRE)),
        ("罗金秀牵头注册了海宁市孝善互助协会，她任会长，村医张秀兰任副会长。", ("张秀兰", "WORKS_FOR", "海宁市孝善互助协会")),
        ("“孝善食堂”项目办起来了，钱却不够用。海宁市慈善总会给了5万元。", ("海宁市慈善总会", "FUNDS", "孝善食堂")),
        (f"{CENTRE}被吸收为海宁市社会工作协会理事单位。", (CENTRE, "MEMBER_OF", "海宁市社会工作协会")),
        (f"{CENTRE}做了两件事：一是和海宁师范学院合作，每年暑假举办“向阳花”夏令营。", (CENTRE, "ESTABLISHES", "“向阳花”夏令营")),
    ],
)  # fmt: skip
def test_said(text: str, wanted: Triple) -> None:
    assert wanted in relations(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("社工沈佳怡，海宁大学社工专业毕业，今年24岁。", ("沈佳怡", "WORKS_FOR", "海宁大学")),
        ("参会人员：沈佳怡，海宁师范学院蔡教授。", ("沈佳怡", "WORKS_FOR", "海宁师范学院")),
        ("“绣花行动”项目服务妇女30名；“无障碍出行”由海宁市残疾人联合会指导。", ("海宁市残疾人联合会", "SUPERVISES", "“绣花行动”项目")),
        ("建议：一是由海宁市慈善协会设立基金；二是支持海宁师范学院建实训基地。", ("海宁市慈善协会", "SUPERVISES", "海宁师范学院")),
        ("成立议事会，由马桥街道办事处牵头，成员单位包括海宁日报社。", ("海宁日报社", "MEMBER_OF", "马桥街道办事处")),
        (f"马桥街道办事处与{CENTRE}签了三年合同，每年出资45万元。", (CENTRE, "FUNDS", "马桥街道办事处")),
        ("马桥街道社工站\n督导：杨雪梅（海宁大学社会学院副教授）\n", ("海宁大学社会学院", "SUPERVISES", "马桥街道社工站")),
    ],
)
def test_not_said(text: str, unwanted: Triple) -> None:
    assert unwanted not in relations(text)


def test_a_count_proves_the_names_before_it() -> None:
    assert {"花桥", "龙塘", "国荣"} <= names("资金用于花桥、龙塘、国荣3个乡镇。", "PLACE")
    assert {"衡山", "枫泾"} <= names("站点带动周边的衡山、枫泾两个社区。", "ORG")
    assert names("今年新建老年、儿童两个社区食堂。", "ORG") == set()
    assert names("花桥、龙塘、国荣、太和3个乡镇。", "PLACE").isdisjoint({"国荣", "太和"})


@pytest.mark.parametrize(
    ("text", "label", "unwanted"),
    [
        ("慈溪市慈善总会援助资金100万元。", "FUND", "慈溪市慈善总会援助资金"),
        ("协会在安化建立茶叶基地12个。", "PROJECT", "茶叶基地"),
        ("全区有备案社区社会组织1025个。", "ORG", "备案社区"),
        ("马桥街道社工站被命名为“陕西省示范社工站”。", "PROJECT", "陕西省示范社工站"),
    ],
)
def test_no_name(text: str, label: str, unwanted: str) -> None:
    assert unwanted not in names(text, label)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (f"{CENTRE}成立于2021年。水仙花社工中心有社工11人。", {CENTRE, "水仙花社工中心"}),
        (f"{CENTRE}成立于2021年。资金由水仙花中心管理。", {CENTRE, "水仙花中心"}),
        (
            "海宁市民政局关于下达2024年补助资金的通知\n海民发〔2024〕18号\n各街道：\n",
            {"关于下达2024年补助资金的通知", "海民发〔2024〕18号"},
        ),
    ],
)
def test_one_thing(text: str, forms: set[str]) -> None:
    found = [{e.name, *e.aliases} for e in facts(text).entities]
    assert any(forms <= {x.removeprefix(HALL) for x in some} | some for some in found)


def test_the_number_of_a_line_is_no_part_of_a_name() -> None:
    assert "百步亭“巧娘”编织社" in names("名单\n1 百步亭“巧娘”编织社 王素芬\n2 知音“和事佬”调解队 李国安\n", "ORG")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("海宁市丰收农民专业合作社", "enterprise"), ("海宁市正信会计师事务所", "enterprise"), ("海宁市法律援助中心", "government"),
        ("海宁市慈善联合会", "foundation"), ("海宁市精神卫生中心", "hospital"), ("海宁幼儿师范高等专科学校", "university"),
        ("海宁市晨露社工中心", "social_org"), ("马桥镇敬老院", "other"),
    ],
)  # fmt: skip
def test_kinds(name: str, kind: str) -> None:
    assert {e.name: e.kind for e in facts(f"{name}参加了活动。").entities}.get(name) == kind


def test_names_of_four_sounds() -> None:
    assert "次仁央宗" in names("社工次仁央宗正在给老人倒茶。", "PERSON")
