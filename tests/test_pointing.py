"""Words that point: she, this station, the former, three stations; forms and items whose subject stands above; invented names."""

import pytest

from tests.read_text import Triple, facts, relations

TWO = "海宁市晨露商会联合海宁市星火慈善基金会发起“果乡守护”行动"


def figures(text: str) -> set[tuple[str, str, float]]:
    found = facts(text)
    named = {e.id: e.name for e in found.entities}
    return {(named[i.place], i.measure, i.value) for i in found.indicators}


def of(kind: str, text: str) -> set[tuple[str, str]]:
    return {(h, t) for h, y, t in relations(text) if y == kind}


def test_she_is_the_person_named_before() -> None:
    text = "罗金秀是马桥街道社工站站长。2018年，她发起成立了“邻里帮帮团”志愿服务队。"
    assert ("罗金秀", "“邻里帮帮团”志愿服务队") in of("ESTABLISHES", text)


@pytest.mark.parametrize(
    "text", ["罗金秀是站长。他山之石可以攻玉，建立了“邻里帮帮团”志愿服务队。", "罗金秀说：“是她建立了‘邻里帮帮团’志愿服务队。”"]
)
def test_nobody_is_meant(text: str) -> None:
    assert ("罗金秀", "“邻里帮帮团”志愿服务队") not in of("ESTABLISHES", text)


def test_the_posts_of_a_profile() -> None:
    text = "罗金秀，女，1975年生，中共党员，高级社会工作师，现任海宁市马桥街道社会工作服务站站长、海宁市社会工作协会会长。"
    assert of("WORKS_FOR", text) == {("罗金秀", "海宁市马桥街道社会工作服务站"), ("罗金秀", "海宁市社会工作协会")}


def test_a_number_of_stations_is_each_of_those_named() -> None:
    text = "南溪区现有桂花街道社工站、裴石镇社工站、刘家镇社工站。三个站围绕留守儿童开展个案服务，由宜宾市民政局考核。"
    stations = {"桂花街道社工站", "裴石镇社工站", "刘家镇社工站"}
    assert of("SERVES", text) == {(s, "留守儿童") for s in stations}
    assert of("SUPERVISES", text) == {("宜宾市民政局", s) for s in stations}


def test_another_number_is_none_of_them() -> None:
    assert of("SERVES", "桂花街道社工站、裴石镇社工站挂牌。四个站围绕留守儿童开展个案服务。") == set()


def test_what_follows_a_notice() -> None:
    text = "经评审，下列2个项目由宜宾市慈善总会资助：\n1.“银龄同行”助老项目\n2.“护苗”儿童关爱项目\n"
    assert of("FUNDS", text) == {("宜宾市慈善总会", "“银龄同行”助老项目"), ("宜宾市慈善总会", "“护苗”儿童关爱项目")}


def test_the_former_and_the_latter() -> None:
    found = of("OPERATES", f"{TWO}，后者承接了“暖冬”助老项目。")
    assert ("海宁市星火慈善基金会", "“暖冬”助老项目") in found
    assert ("海宁市晨露商会", "“暖冬”助老项目") not in found


def test_each_by_one_of_two_is_not_each_by_both() -> None:
    text = "桂花街道社工站、裴石镇社工站、刘家镇社工站由宜宾市晨露社会工作服务中心和宜宾市同舟社会工作服务中心分别承接。"
    assert of("OPERATES", text) == set()


def test_each_of_three_serves_its_own() -> None:
    stations = "桂花街道社工站、裴石镇社工站、刘家镇社工站挂牌。"
    own = {("桂花街道社工站", "桂花街道"), ("裴石镇社工站", "裴石镇"), ("刘家镇社工站", "刘家镇")}
    assert of("SERVES", f"{stations}三个站分别服务桂花街道、裴石镇和刘家镇。") == own
    assert of("SERVES", f"{stations}三个站分别服务桂花街道和裴石镇。") == set()


def test_this_society_is_the_one_of_the_report() -> None:
    text = "寿光市晨露公益基金会2023年度工作报告\n寿光市红十字会参加了活动。“大棚课堂”项目由本会出资86万元。\n"
    assert ("寿光市晨露公益基金会", "“大棚课堂”项目") in of("FUNDS", text)


def test_this_station_owns_its_figures() -> None:
    text = "闻喜县桐城镇社工站去年挂牌。该站2022年共获得财政拨款38万元。"
    assert ("闻喜县桐城镇社工站", "财政拨款", 380_000.0) in figures(text)


def test_lines_of_a_form_are_about_its_body() -> None:
    text = (
        "云和县社会组织登记公告\n1.云和县晨露社会工作服务中心\n统一社会信用代码：示例\n法定代表人：练晓东\n"
        "业务主管单位：云和县民政局\n住所：云和县凤凰山街道\n2.云和县同舟志愿服务协会\n法定代表人：叶慧敏\n业务主管单位：云和县妇联\n"
    )
    found = relations(text)
    assert ("云和县民政局", "SUPERVISES", "云和县晨露社会工作服务中心") in found
    assert ("云和县晨露社会工作服务中心", "LOCATED_IN", "凤凰山街道") in found
    assert ("叶慧敏", "WORKS_FOR", "云和县同舟志愿服务协会") in found
    assert ("练晓东", "WORKS_FOR", "云和县同舟志愿服务协会") not in found


def test_who_won_which_sum() -> None:
    text = (
        "泰兴市民政局社会工作服务项目采购结果公告\n包1：延令街道片区\n供应商名称：泰兴市晨露社会工作服务中心\n中标金额：78.6万元\n"
        "包2：黄桥镇片区\n供应商名称：泰兴市同舟社会工作服务社\n中标金额：92万元\n"
    )
    assert figures(text) >= {("泰兴市晨露社会工作服务中心", "中标金额", 786_000.0), ("泰兴市同舟社会工作服务社", "中标金额", 920_000.0)}


def test_an_item_does_not_go_on_with_the_one_before() -> None:
    text = "（一）健全机制。太原市、长治市先行试点。\n（二）实施“五社联动”示范工程。\n"
    assert of("OPERATES", text) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“纺机人家”自管会成立，居民推选鄢秀兰当会长。", ("鄢秀兰", "WORKS_FOR", "“纺机人家”自管会")),
        ("“板凳”志愿服务队成立了。队长是退休教师洪清源。", ("洪清源", "WORKS_FOR", "“板凳”志愿服务队")),
        ("志愿者张保全说了想法。张保全被潞州区委社会工作部聘为“观察员”。", ("张保全", "WORKS_FOR", "潞州区委社会工作部")),
        (
            "海宁市民政局出资28万元，把马桥街道社工站交给海宁市晨露社会工作服务中心来办。",
            ("海宁市民政局", "FUNDS", "马桥街道社工站"),
        ),
        (
            "海宁市民政局出资28万元，把马桥街道社工站交给海宁市晨露社会工作服务中心来办。",
            ("海宁市民政局", "FUNDS", "海宁市晨露社会工作服务中心"),
        ),
        ("海宁市晨露商会每年捐出5万元，与马桥街道共同设立“柳园微基金”。", ("海宁市晨露商会", "FUNDS", "柳园微基金")),
        ("已入驻海宁市社会组织服务中心的海宁市晨露助残服务社开了课。", ("海宁市社会组织服务中心", "INCUBATES", "海宁市晨露助残服务社")),
        (
            "海宁市马桥街道社工站与海宁市人民医院、海宁市司法局建立转介机制。",
            ("海宁市马桥街道社工站", "REFERS_TO", "海宁市司法局"),
        ),
        ("项目名称：“护苗”行动\n实施地点：浮梁县瑶里镇\n资助方：浮梁县民政局\n", ("浮梁县民政局", "FUNDS", "“护苗”行动")),
    ],
)
def test_relation(text: str, wanted: Triple) -> None:
    assert wanted in relations(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("海宁市社会工作者协会受海宁市民政局委托开展第三方督导。", ("海宁市民政局", "SUPERVISES", "海宁市社会工作者协会")),
        ("张庄村很热闹。基金由村里的乡贤理事会打理，理事长是老支书游文超。", ("游文超", "WORKS_FOR", "张庄村")),
        ("海宁市慈善总会举办“暖冬”助老项目。海宁市民政局全年募集善款300万元。", ("海宁市民政局", "FUNDS", "“暖冬”助老项目")),
        ("上海市浦东新区康桥镇与嘎洒镇结对。", ("嘎洒镇", "PART_OF", "浦东新区")),
        ("晋江市福山慈善基金会成立。", ("晋江市福山慈善基金会", "LOCATED_IN", "福山")),
        ("华山街道千山社区成立了“千山暖流”互助会。", ("“千山暖流”互助会", "LOCATED_IN", "千山")),
    ],
)
def test_no_relation(text: str, unwanted: Triple) -> None:
    assert unwanted not in relations(text)


OFFICES = [
    "教育体育局",
    "教育和体育局",
    "文化旅游和体育局",
    "体育局",
    "审计局",
    "住房和城乡建设局",
    "退役军人事务局",
    "市场监督管理局",
    "城市管理综合执法局",
    "消防救援大队",
    "人民武装部",
    "公证处",
    "第一中学",
    "实验小学",
    "融媒体中心",
    "供销社",
    "关工委",
    "社会工作部",
]
UNIVERSITIES = ["郑州大学", "苏州大学", "扬州大学", "兰州大学", "广州大学", "杭州师范大学", "温州医科大学"]


@pytest.mark.parametrize("name", [*(f"绥德县{o}" for o in OFFICES), *UNIVERSITIES])
def test_offices_and_universities_of_a_place(name: str) -> None:
    assert name in {
        e.name for e in facts(f"昨日，{name}社会工作专业师生到访。" if name in UNIVERSITIES else f"昨日，{name}举办培训。").entities
    }


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("她带着同事挨村走访，建起档案。", "同事挨村"),
        ("二是部分乡镇场地不足。", "分乡镇"),
        ("前者负责大禾塘、宋家塘等14个站点。", "PERSON"),
        ("拿出其中的两成反哺基金。", "两成反哺基金"),
        ("为规范社区慈善基金的设立，制定本办法。", "规范社区慈善基金"),
        ("江汉区委社会工作部计划把这一模式推广开。", "江汉区委社会工作部计划"),
        ("明年在曼景罕、曼达两个村复制。", "曼达两个村"),
        ("由景洪市孔雀湖社会工作服务中心运营。他在孔雀湖干了四年。", "PERSON"),
        ("鱼峰区现有社区慈善基金18只。", "鱼峰区现有社区慈善基金"),
    ],
)
def test_no_name(text: str, no_name: str) -> None:
    assert no_name not in {e.name for e in facts(text).entities} | {e.label for e in facts(text).entities}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("张庄村全村有居民738户、2960人。", ("张庄村", "居民", 2960.0)),
        ("海宁市马桥街道社工站把常用药送到7个偏远村；大家都说好。", ("海宁市马桥街道社工站", "偏远村", 7.0)),
        ("海宁市明年力争持证率达到65%以上。", ("海宁市", "持证率", 0.65)),
        ("今年，经验在全区推广，英雄街道另外5个社区也办起了议事队。", ("英雄街道", "社区", 5.0)),
        ("海宁市的管理费用不得超过当年支出的5%。", ("海宁市", "管理费用", 0.05)),
    ],
)
def test_figure(text: str, wanted: tuple[str, str, float]) -> None:
    assert wanted in figures(text)
