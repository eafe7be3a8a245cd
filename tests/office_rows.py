"""What questions answer on the graph of ``office_facts``: question, parameters, columns compared, rows in order."""

from tests.query_rows import Case

A, B, C = "硖石街道社工站（示例）", "海洲街道社工站（示例）", "海昌街道社工站（示例）"
STAFF, LICENSED = "每个社会工作站的专职人员不少于6人。", "其中持证社工不少于4人。"
SHARE, CAP = "市财政（示例）给予40%的补助。", "每年补助最高不超过30万元。"
PAID_A, PAID_B = "海宁市民政局（示例）补助硖石街道社工站（示例）35万元。", "海宁市民政局（示例）补助海洲街道社工站（示例）12万元。"

FIGURES: list[Case] = [
    ("per_station", {}, ("place", "measure", "per", "unit", "total", "stations", "quote", "other_quote", "document"), [
        ("海宁市", "持证社工", 4.0, "人", 12.0, 3.0, "持证人数：3", "", "row3"),
        ("海宁市", "社工", 6.5, "人", 13.0, 2.0, "驻站社工人数：5", "", "row2"),
        ("海宁市", "经费", 375_000.0, "元", 750_000.0, 2.0, "年度经费（万元）：30", "", "row2"),
        ("海盐县", "社工", 2.5, "人", 25.0, 10.0, "驻站社工25人。", "2021年海盐县有镇街社工站10个。", "day"),
        ("海盐县", "经费", 150_000.0, "元", 1_500_000.0, 10.0, "全年投入资金150万元。", "2021年海盐县有镇街社工站10个。", "day"),
    ]),
    ("per_station", {"name": "海盐"}, ("measure", "as_of", "basis"), [
        ("社工", "2021", "同一资料的两个数字"), ("经费", "2021", "同一资料的两个数字")]),
    ("station_records", {}, ("station", "staff", "licensed", "funding", "registered_on", "document"), [
        (C, None, 3, None, "", "row3"), (B, 5, 4, 300_000.0, "2021-05-20", "row2"), (A, 8, 5, 450_000.0, "2020-06-01", "row1")]),
    ("station_records", {"place": "硖石"}, ("station",), [(A,)]),
    ("station_rules", {}, ("station", "rule", "bound", "required", "value", "verdict", "allowed", "quote", "rule_quote"), [
        (C, "专职人员", "不少于", 6.0, 4.0, "不达标", None, "海昌街道社工站（示例）有专职社工4人。", STAFF),
        (C, "持证社工", "不少于", 4.0, 3.0, "不达标", None, "持证人数：3", LICENSED),
        (B, "专职人员", "不少于", 6.0, 5.0, "不达标", None, "驻站社工人数：5", STAFF),
        (A, "补助上限", "不超过", 300_000.0, 350_000.0, "不达标", 180_000.0, PAID_A, CAP),
        (A, "补助比例", "为", 0.4, 350_000 / 450_000, "不达标", 180_000.0, PAID_A, SHARE),
        (C, "补助上限", "不超过", 300_000.0, None, "未见记载", None, C, CAP),
        (C, "补助比例", "为", 0.4, None, "未见记载", None, C, SHARE),
        (B, "持证社工", "不少于", 4.0, 4.0, "达标", None, "持证人数：4", LICENSED),
        (B, "补助上限", "不超过", 300_000.0, 120_000.0, "达标", 120_000.0, PAID_B, CAP),
        (B, "补助比例", "为", 0.4, 0.4, "达标", 120_000.0, PAID_B, SHARE),
        (A, "专职人员", "不少于", 6.0, 8.0, "达标", None, "驻站社工人数：8", STAFF),
        (A, "持证社工", "不少于", 4.0, 5.0, "达标", None, "持证人数：5", LICENSED),
        ("", "人员经费", "不超过", 0.7, None, "无从检查", None, "", "人员经费不超过70%。"),
    ]),
    ("station_rules", {"verdict": "不达标", "place": "海洲"}, ("station", "rule"), [(B, "专职人员")]),
    ("stated_gaps", {}, ("place", "measure", "part", "basis", "whole", "gap", "whole_as_of", "other_quote"), [
        ("南湖区", "社工站", 6.0, "全国行政区划（2023-06-30）", 13.0, 7.0, "2023-06-30", ""),
        ("四川省", "社工室", 3023.0, "全国行政区划（2023-06-30）", 34412.0, 31389.0, "2023-06-30", ""),
        ("四川省", "社工室", 3023.0, "同一资料所说的总数", 8273.0, 5250.0, "资料发表于 2021-03-01", "城乡社区有8273个。"),
        ("四川省", "镇街社工站", 689.0, "全国行政区划（2023-06-30）", 3101.0, 2412.0, "2023-06-30", ""),
        ("浙江省", "乡镇（街道）社工站", 950.0, "全国行政区划（2023-06-30）", 1364.0, 414.0, "2023-06-30", ""),
        ("浙江省", "乡镇（街道）社工站", 950.0, "由百分比反推", 1000.0, 50.0, "2022年9月", "覆盖率95%。"),
        ("海宁市", "社工站", 2.0, "全国行政区划（2023-06-30）", 12.0, 10.0, "2023-06-30", ""),
        ("海宁市", "社工站", 3.0, "全国行政区划（2023-06-30）", 12.0, 9.0, "2023-06-30", ""),
        ("海宁市", "社工站", 5.0, "全国行政区划（2023-06-30）", 12.0, 7.0, "2023-06-30", ""),
        ("海盐县", "社工站", 8.0, "全国行政区划（2023-06-30）", 9.0, 1.0, "2023-06-30", ""),
        ("海盐县", "镇街社工站", 10.0, "全国行政区划（2023-06-30）", 9.0, -1.0, "2023-06-30", ""),
    ]),
    ("stated_gaps", {"name": "四川"}, ("measure", "rate"), [("社工室", 3023 / 34412), ("社工室", 3023 / 8273), ("镇街社工站", 689 / 3101)]),
    ("parts_and_wholes", {}, ("place", "measure", "whole", "total", "parts", "verdict"), [
        ("嘉兴市", "社工机构", 66.0, 66.0, ["做服务 51", "协会 13", "做培训 1", "做评估 1"], "相符"),
        ("嘉兴市", "慈善组织", 30.0, 20.0, ["基金会 8", "社会团体 12"], "少于总数")]),
    ("parts_and_wholes", {"verdict": "相符"}, ("whole", "parts_quote"), [
        (66.0, "其中做服务的51家、；协会13家、；做培训的1家、；做评估的1家。")]),
    ("targets", {}, ("place", "target", "due", "actual", "verdict", "basis", "actual_quote"), [
        ("暖邻项目（示例）", 100.0, "十二五", 66.0, "未达成", "同一资料、相近的度量，口径待核", "2016年专业社工机构66家。"),
        ("海宁市", 1.0, "2020年10月", 1 / 12, "未达成",
         "名录里 1 个街镇的站在期限前建成，法定街镇 12 个；名录可能不全，1 个站在期限后建成", "建成时间：2021-05-20")]),
]  # fmt: skip

COVERAGE: list[Case] = [
    ("community_funds", {}, ("place", "funds", "communities", "whole", "rate", "towns", "who", "stated", "stated_quote", "quote"), [
        ("浙江省嘉兴市海宁市", 3, 2, 236, 2 / 236, 1, ["云村慈善基金（示例）", "幸福社区慈善基金（示例）", "海昌街道慈善基金（示例）"], 5.0,
         "2022年海宁市有社区慈善基金5支。", "云村慈善基金（示例）用在云村。")]),
    ("community_funds", {"level": "province", "place": "浙江"}, ("place", "communities", "stated"), [("浙江省", 2, None)]),
]  # fmt: skip

GREEN, LANG, FAR, HAPPY, PEACE = "青禾中心（示例）", "朗润中心（示例）", "远帆中心（示例）", "幸福社区（示例）", "安宁社区（示例）"
TEAM, WARM, BASE, PLAN = "红马甲志愿队（示例）", "暖邻项目（示例）", "社工实习基地（示例）", "社工站三年计划（示例）"
KIDS, SITS = "青禾中心（示例）长期为全市的困境儿童提供课后陪伴。", "青禾中心（示例）设在硖石街道。"
TOWN = "浙江省嘉兴市海宁市"
TWICE = "截至2021年2月海宁市全市一共建成社工站2个。"
HAVE, UNKNOWN = "有", "未见记载"

PEOPLE: list[Case] = [
    ("five_matrix", {}, ("name", "roles", "charity", "social_org", "social_worker", "volunteer", "community", "sources", "missing",
     "charity_who"), [
        (HAPPY, 5, HAVE, HAVE, HAVE, HAVE, HAVE, 1, [], ["幸福社区慈善基金（示例）"]),
        ("海昌街道", 2, HAVE, HAVE, UNKNOWN, UNKNOWN, UNKNOWN, 3, ["社会工作者", "社区志愿者", "社区"], ["海昌街道慈善基金（示例）"]),
        ("硖石街道", 2, UNKNOWN, HAVE, UNKNOWN, UNKNOWN, HAVE, 3, ["社会慈善资源", "社会工作者", "社区志愿者"], []),
        ("海洲街道", 2, UNKNOWN, HAVE, UNKNOWN, UNKNOWN, HAVE, 2, ["社会慈善资源", "社会工作者", "社区志愿者"], []),
        (PEACE, 2, UNKNOWN, UNKNOWN, UNKNOWN, HAVE, HAVE, 1, ["社会慈善资源", "社会组织", "社会工作者"], []),
        ("云村", 1, HAVE, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 1, ["社会组织", "社会工作者", "社区志愿者", "社区"],
         ["云村慈善基金（示例）"]),
        ("武原街道", 1, UNKNOWN, HAVE, UNKNOWN, UNKNOWN, UNKNOWN, 1, ["社会慈善资源", "社会工作者", "社区志愿者", "社区"], []),
    ]),
    ("five_matrix", {"place": "海盐", "most": 1}, ("name", "social_org_who", "social_org_quote", "social_org_document"), [
        ("武原街道", [LANG], "朗润中心（示例）设在武原街道。", "late")]),
    ("who_could_fill", {"place": "海昌街道", "people": "儿童"}, ("rank", "body", "points", "reason", "thing", "quote", "document"), [
        (1, GREEN, 9, "服务同一人群", "困境儿童", KIDS, "day"),
        (1, GREEN, 9, "就在本县", "硖石街道", SITS, "day"),
        (1, GREEN, 9, "已在本县服务别的地方", HAPPY, "青禾中心（示例）服务幸福社区（示例）。", "late"),
        (1, GREEN, 9, "承接过两个以上站点", A, "承接机构：青禾中心（示例）", "row1"),
        (2, LANG, 4, "服务同一人群", "困境儿童", "朗润中心（示例）也服务困境儿童。", "late"),
        (2, LANG, 4, "就在本市", "武原街道", "朗润中心（示例）设在武原街道。", "late"),
        (3, B, 2, "就在本县", "海洲街道", "乡镇（街道）：海洲街道", "row2"),
        (4, A, 2, "就在本县", "硖石街道", "乡镇（街道）：硖石街道", "row1"),
    ]),
    ("who_could_fill", {"place": "武原街道", "role": "charity", "people": "儿童", "most": 1}, ("body", "reason", "thing"), [
        ("甲基金会（示例）", "资助过同一人群", "暖邻项目（示例）（困境儿童）"), ("甲基金会（示例）", "就在本市", "嘉兴市")]),
    ("who_could_fill", {"place": "海昌街道", "role": "volunteer"}, ("body", "reason"), [(TEAM, "已在本县服务别的地方")]),
    ("units_for_need", {}, ("people", "unit", "place", "operator", "referrer", "quote"), [
        ("困境儿童", WARM, f"{TOWN}硖石街道", "", "", "暖邻项目（示例）面向困境儿童。"),
        ("困境儿童", GREEN, f"{TOWN}硖石街道", "", "", KIDS),
        ("困境儿童", LANG, "浙江省嘉兴市海盐县武原街道", "", "", "朗润中心（示例）也服务困境儿童。")]),
    ("units_for_need", {"place": "海盐", "people": ""}, ("unit",), [(LANG,)]),
    ("units_for_need", {"people": "独居老人"}, ("unit",), []),
    ("practices_nearby", {"place": "海洲街道"}, ("practice", "how", "neighbour", "alike", "quote"), [
        (WARM, "LOCATED_IN", f"{TOWN}硖石街道", "相同", "暖邻项目（示例）落在硖石街道。")]),
    ("practices_nearby", {"place": "海盐县"}, ("practice", "how", "neighbour", "alike", "population", "own_population"), [
        (PLAN, "ISSUES", TOWN, "不同", 1_000_000, 400_000)]),
    ("struck_off_active", {}, ("body", "status", "relation", "thing", "published", "status_document"), [
        (FAR, "注销", "OPERATES", C, "2021-03-01", "org1"), (FAR, "注销", "OPERATES", BASE, "2023-06-01", "org1")]),
    ("struck_off_active", {"status": "异常"}, ("body",), []),
    ("university_bases", {}, ("university", "relation", "thing", "place", "quote"), [
        ("示例大学", "ESTABLISHES", BASE, f"{TOWN}海洲街道", "示例大学设立社工实习基地（示例）。"),
        ("示例大学", "PARTNERS_WITH", A, f"{TOWN}硖石街道", "示例大学与硖石街道社工站（示例）共建。")]),
    ("hospital_referrals", {}, ("hospital", "way", "via", "reached", "quote", "second_quote"), [
        ("示例三院", "未见记载", "", "", "", ""),
        ("示例二院", "同一平台", "转介平台（示例）", LANG, "示例二院加入转介平台（示例）。", "朗润中心（示例）是转介平台（示例）的成员。"),
        ("示例医院", "两步转介", A, HAPPY, "示例医院把病人转介给硖石街道社工站（示例）。",
         "硖石街道社工站（示例）再转给幸福社区（示例）。"),
        ("示例医院", "直接转介", "", A, "示例医院把病人转介给硖石街道社工站（示例）。", "")]),
    ("hospital_referrals", {"name": "三院"}, ("way",), [("未见记载",)]),
    ("took_over", {}, ("thing", "before", "after", "published", "later_published", "status", "quote", "later_quote"), [
        (C, FAR, LANG, "2021-03-01", "2023-06-01", "注销", "远帆中心（示例）承接海昌街道社工站（示例）。",
         "朗润中心（示例）接手海昌街道社工站（示例）。")]),
    ("took_over", {"name": "硖石"}, ("thing",), []),
]  # fmt: skip

# Passing through people that many serve is dearer than a project, passing through a town dearer still.
COSTS: list[tuple[object, ...]] = [
    (1, 1, "FUNDS", WARM, 3.95), (1, 2, "SERVES", HAPPY, 3.95),
    (2, 1, "FUNDS", WARM, 9.61), (2, 2, "SERVES", "困境儿童", 9.61), (2, 3, "SERVES", "困境儿童", 9.61), (2, 4, "SERVES", HAPPY, 9.61),
    (3, 1, "FUNDS", WARM, 10.95), (3, 2, "LOCATED_IN", "硖石街道", 10.95), (3, 3, "LOCATED_IN", "硖石街道", 10.95),
]  # fmt: skip
NETWORK: list[Case] = [
    ("connection", {"one": "甲基金会（示例）", "other": HAPPY, "most": 1}, ("path", "step", "head", "type", "tail", "steps", "quote"), [
        (1, 1, "甲基金会（示例）", "FUNDS", WARM, 2, "甲基金会（示例）资助暖邻项目（示例）20万元。"),
        (1, 2, WARM, "SERVES", HAPPY, 2, "暖邻项目（示例）走进幸福社区（示例）。"),
    ]),
    ("connection", {"one": "甲基金会（示例）", "other": HAPPY}, ("path", "step", "type", "tail", "cost"), COSTS),
    ("connection", {"one": "甲基金会（示例）", "other": "甲基金会（示例）"}, ("path",), []),
    ("connection", {"one": "甲基金会（示例）", "other": "没有"}, ("path",), []),
    ("if_it_left", {"body": TEAM}, ("reached", "verdict", "left", "relation", "quote"), [
        (PEACE, "断了", [], "SERVES", "红马甲志愿队（示例）也到安宁社区（示例）。"),
        (HAPPY, "还有联系", ["幸福社区慈善基金（示例）", "暖邻项目（示例）", "王二（示例）", "青禾中心（示例）"], "SERVES",
         "红马甲志愿队（示例）常到幸福社区（示例）。"),
    ]),
    ("if_it_left", {"body": "org:green"}, ("reached", "verdict", "left", "via", "second_quote"), [
        ("海洲街道", "还有联系", [BASE], B, "乡镇（街道）：海洲街道"),
        (HAPPY, "还有联系", ["幸福社区慈善基金（示例）", WARM, "王二（示例）", TEAM], "", ""),
        ("硖石街道", "还有联系", [WARM], A, "乡镇（街道）：硖石街道"),
    ]),
    ("hubs", {"most": 8}, ("rank", "body", "cut", "links", "reached", "lost", "lost_who"), [
        (1, A, True, 6, 2, 0, []), (2, BASE, True, 3, 1, 0, []), (3, FAR, True, 2, 2, 0, []), (4, C, True, 3, 1, 0, []),
        (5, "示例大学", False, 2, 1, 0, []), (6, LANG, True, 2, 1, 0, []), (7, WARM, True, 3, 2, 0, []), (8, TEAM, True, 2, 2, 1,
         [PEACE])]),
    ("hubs", {"place": "海盐县"}, ("body", "betweenness"), [(LANG, 1.0), (C, 0.0), ("转介平台（示例）", 0.0)]),
    ("hubs", {"place": "武原"}, ("body",), []),
]  # fmt: skip

SERIES: list[Case] = [
    ("differences", {"level": "county"}, ("rank", "place", "value", "per_unit", "mean", "gini", "form_mean", "places", "years"), [
        (1, "海盐县", 8.0, 8.0, 6.3333, 0.1053, 8.0, 3, "2022"),
        (2, "南湖区", 6.0, 6.0, 6.3333, 0.1053, 6.0, 3, "2022"),
        (3, "海宁市", 5.0, 5.0, 6.3333, 0.1053, 5.0, 3, "2022")]),
    ("differences", {"level": "county", "per": "每个法定街镇"}, ("rank", "place", "base", "per_unit"), [
        (1, "海盐县", 9.0, 0.8889), (2, "南湖区", 13.0, 0.4615), (3, "海宁市", 12.0, 0.4167)]),
    ("differences", {"level": "city"}, ("place",), []),
    ("policies_and_growth", {"place": "海宁"}, ("at", "kind", "event", "value", "change", "dated", "document"), [
        ("2019", "数字", "社工站", 1.0, None, "资料所说时间", "rule"),
        ("2020-04-01", "政策", PLAN, None, None, "发布日期", "rule"),
        ("2021-02", "数字", "社工站", 2.0, 1.0, "资料所说时间", "day"),
        ("2021-02", "数字", "社工站", 3.0, 1.0, "资料所说时间", "late"),
        ("2022", "数字", "社工站", 5.0, 2.0, "资料所说时间", "late")]),
    ("policies_and_growth", {"place": "南湖"}, ("at",), []),
    ("overturned", {}, ("kind", "subject", "before", "after", "published", "later_published", "document", "later_document"), [
        ("承接机构", C, FAR, LANG, "2021-03-01", "2023-06-01", "day", "late"),
        ("数字", "海宁市　社工站（2021年2月）", "2 个", "3 个", "2021-03-01", "2023-06-01", "day", "late"),
        ("登记状态", FAR, C, "注销", "2021-03-01", "", "day", "org1"),
        ("登记状态", FAR, BASE, "注销", "2023-06-01", "", "late", "org1")]),
    ("overturned", {"since": "2023-01-01"}, ("kind",), [("承接机构",), ("数字",)]),
    ("figure_origin", {"name": "海宁", "measure": "社工站"}, ("value", "role", "independent", "published", "quote"), [
        (1.0, "最早", 1, "2020-03-01", "2019年海宁市有社工站1个。"),
        (2.0, "最早", 1, "2021-03-01", TWICE),
        (2.0, "转引", 1, "2021-03-02", TWICE),
        (3.0, "最早", 1, "2023-06-01", "2021年2月的海宁市社工站按新口径是3个。"),
        (5.0, "最早", 1, "2023-06-01", "2022年海宁市社工站5个。")]),
    ("figures_that_disagree", {}, ("place", "measure", "one", "other", "one_independent", "other_independent", "one_published",
     "other_published"), [
        ("海宁市", "社工站", 2.0, 3.0, 1, 1, "2021-03-01", "2023-06-01")]),
]  # fmt: skip

EXACT = [*FIGURES, *COVERAGE, *PEOPLE, *NETWORK, *SERIES]
