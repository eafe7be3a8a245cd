"""What each question answers on the graph of ``query_facts``: question, parameters, columns compared, rows in order."""

from tests.query_facts import EDGES, TEXTS

Case = tuple[str, dict[str, object], tuple[str, ...], list[tuple[object, ...]]]
FUND, STAR, POST, YUN = "甲基金会（示例）", "晨星中心（示例）", "马桥街道社工站（示例）", "云山社区（示例）"
TEAM, CHILD, LIGHT, WARM = "红马甲志愿队（示例）", "新苗社（示例）", "微光计划（示例）", "暖心慈善基金（示例）"
BUREAU, LI, GONE = "海宁市民政局（示例）", "李一（示例）", "江东街道社工站（示例）"
MAQIAO = "浙江省嘉兴市海宁市马桥街道"
PAYS, RUNS = "甲基金会（示例）向晨星中心（示例）捐资30万元。", "晨星中心（示例）承接马桥街道社工站（示例）。"
SITS, SERVES = "马桥街道社工站（示例）设在马桥街道。", "晨星中心（示例）服务云山社区（示例）。"
BUYS, LIGHTS = "海宁市民政局（示例）向马桥街道社工站（示例）购买服务。", "甲基金会（示例）为微光计划（示例）出资10万元。"
NONE_YET, KIDS = "海昌街道还没有社工站。", "微光计划（示例）面向困境儿童。"
AT = TEXTS["d2"].index(KIDS)

FIVE: list[Case] = [
    (
        "resources_to_community",
        {},
        ("resource", "first", "via", "second", "via_2", "third", "reached", "quote", "second_quote", "third_quote", "document", "amount"),
        [
            (FUND, "FUNDS", STAR, "SERVES", "", "", YUN, PAYS, SERVES, "", "d1", "30万元"),
            (BUREAU, "FUNDS", POST, "LOCATED_IN", "", "", "马桥街道", BUYS, SITS, "", "d1", ""),
            (STAR, "SERVES", "", "", "", "", YUN, SERVES, "", "", "d1", ""),
            (WARM, "SERVES", "", "", "", "", YUN, "暖心慈善基金（示例）用于云山社区（示例）。", "", "", "d1", ""),
            (TEAM, "SERVES", "", "", "", "", YUN, "红马甲志愿队（示例）常到云山社区（示例）。", "", "", "d1", ""),
            (STAR, "OPERATES", POST, "LOCATED_IN", "", "", "马桥街道", RUNS, SITS, "", "d1", ""),
            (FUND, "FUNDS", STAR, "OPERATES", POST, "LOCATED_IN", "马桥街道", PAYS, RUNS, SITS, "d1", ""),
        ],
    ),
    ("resources_to_community", {"place": "海昌"}, ("resource",), []),
    ("resources_to_community", {"place": "江苏省"}, ("resource",), []),
    ("resources_to_community", {"place": "云山", "resource": "基金"}, ("resource",), [(FUND,), (WARM,)]),
    (
        "five_of_town",
        {"place": YUN},
        ("role", "status", "name", "relation", "document"),
        [
            ("charity", "有", WARM, "SERVES", "d1"),
            ("community", "有", YUN, "", ""),
            ("social_org", "有", STAR, "SERVES", "d1"),
            ("social_worker", "有", LI, "WORKS_FOR", "d1"),
            ("volunteer", "有", TEAM, "SERVES", "d1"),
        ],
    ),
    (
        "five_of_town",
        {"place": "海昌街道"},
        ("role", "status", "name", "number", "quote"),
        [
            ("charity", "未见记载", "", None, ""),
            ("community", "未见记载", "", None, ""),
            ("social_org", "明确没有", "社工站", 0.0, NONE_YET),
            ("social_worker", "未见记载", "", None, ""),
            ("volunteer", "明确没有", "志愿者", 0.0, "海昌街道没有志愿者。"),
        ],
    ),
    (
        "five_of_town",
        {"place": MAQIAO},
        ("role", "status", "name", "number"),
        [
            ("charity", "未见记载", "", None),
            ("community", "有", YUN, None),
            ("social_org", "有", POST, None),
            ("social_worker", "未见记载", "", None),
            ("volunteer", "有", "志愿者", 300.0),
        ],
    ),
    ("five_of_town", {"place": "不存在街道"}, ("role",), []),
    (
        "five_complete",
        {},
        ("name", "place", "roles", "charity", "social_org", "social_worker", "volunteer", "community", "sources"),
        [
            (YUN, MAQIAO, 5, 1, 1, 1, 1, 1, 1),
            ("马桥街道", MAQIAO, 2, 0, 1, 0, 0, 1, 1),
            ("江东街道", "江苏省南京市鼓楼区江东街道", 1, 0, 1, 0, 0, 0, 1),
        ],
    ),
    ("five_complete", {"least": 5, "place": "浙江"}, ("name",), [(YUN,)]),
    (
        "five_counts",
        {},
        ("role", "things", "sources"),
        [("charity", 2, 2), ("community", 1, 1), ("social_org", 4, 3), ("social_worker", 1, 1), ("volunteer", 1, 2)],
    ),
    (
        "five_by_year",
        {},
        ("role", "year", "things"),
        [(role, "2024", n) for role, n in (("charity", 2), ("community", 1), ("social_org", 3), ("social_worker", 1), ("volunteer", 1))],
    ),
    ("stations_of_operator", {}, ("operator", "station", "kind", "county", "quote"), [
        (CHILD, LIGHT, "PROJECT", "", "新苗社（示例）实施微光计划（示例）。"), (STAR, POST, "station", "海宁市", RUNS)]),
    ("operators", {}, ("operator", "things", "stations"), [(CHILD, 1, 0), (STAR, 1, 1)]),
    ("operates_and_evaluates", {}, ("body", "operated", "mode", "quote", "other_quote"), [
        (STAR, POST, "评估", RUNS, "晨星中心（示例）也给马桥街道社工站（示例）作评估。")]),
    ("operates_and_evaluates", {"mode": "指导"}, ("body",), []),
    ("incubated", {}, ("incubator", "incubated", "type", "thing", "document"), [(STAR, CHILD, "OPERATES", LIGHT, "d2")]),
    ("people_in_several", {}, ("person", "one", "other", "one_title"), [(LI, STAR, YUN, "社工")]),
    ("groups_served", {}, ("people", "server", "operator", "funder", "funder_quote"), [("困境儿童", LIGHT, CHILD, FUND, LIGHTS)]),
    ("partners", {"name": "红马甲"}, ("one", "type", "other", "document"), [(STAR, "PARTNERS_WITH", TEAM, "d2")]),
    ("team_partners", {}, ("team", "partner", "same_place", "quote"), [
        (TEAM, STAR, "有一方所在地未见记载", "晨星中心（示例）与红马甲志愿队（示例）结对。")]),
    ("team_partners", {"name": "没有"}, ("team",), []),
    ("only_link", {}, ("reached", "body", "relation", "document"), [
        ("江东街道", GONE, "LOCATED_IN", "r1"), ("马桥街道", POST, "LOCATED_IN", "d1")]),
    ("only_link", {"body": "马桥", "place": "浙江"}, ("reached", "quote"), [("马桥街道", SITS)]),
]  # fmt: skip

COVERAGE: list[Case] = [
    (
        "towns_without_station",
        {"active": False},
        ("town", "status", "stations", "organizations", "quote", "document"),
        [
            ("海昌街道", "明确没有", 0, 0, NONE_YET, "d1"),
            ("东华门街道", "未见记载", 0, 0, "", ""),
            ("建外街道", "未见记载", 0, 0, "", ""),
            ("江东街道", "未见记载", 0, 1, "", ""),
            ("马桥街道", "有", 1, 2, SITS, "d1"),
        ],
    ),
    ("towns_without_station", {"status": "未见记载"}, ("town",), [("江东街道",)]),
    ("towns_without_station", {"status": "明确没有", "province": "浙江"}, ("town", "county"), [("海昌街道", "海宁市")]),
    ("towns_without_station", {"active": False, "county": "海宁市"}, ("town",), [("海昌街道",), ("马桥街道",)]),
    (
        "coverage",
        {},
        ("province", "towns", "covered", "denied", "unknown", "rate", "stated", "code"),
        [("北京市", 2, 0, 0, 2, 0.0, None, "11"), ("江苏省", 1, 0, 0, 1, 0.0, None, "32"), ("浙江省", 2, 1, 1, 0, 0.5, None, "33")],
    ),
    (
        "coverage",
        {"level": "county", "province": "浙江省"},
        ("county", "towns", "covered", "rate", "stated", "stated_rate", "as_of", "measure", "quote", "document", "title"),
        [("海宁市", 2, 1, 0.5, 2.0, 1.0, "2024", "社工站", "海宁市的社工站2024年有2个。", "d2", "示例总结")],
    ),
    (
        "groups_unserved",
        {},
        ("province", "county", "people", "status", "organizations"),
        [("江苏省", "鼓楼区", "困境儿童", "未见记载", 1), ("浙江省", "海宁市", "困境儿童", "未见记载", 2)],
    ),
    ("groups_unserved", {"people": "儿童", "province": "浙江"}, ("county",), [("海宁市",)]),
    ("groups_unserved", {"people": "老人"}, ("county",), []),
    ("coverage", {"level": "city"}, ("city", "code", "towns"), [("", "11", 2), ("南京市", "3201", 1), ("嘉兴市", "3304", 2)]),
]

MONEY: list[Case] = [
    (
        "who_funds_whom",
        {},
        ("funder", "receiver", "amount", "mode", "quote", "document", "title", "said_by", "score", "sources"),
        [
            (BUREAU, POST, "", "购买服务", BUYS, "d1", "示例报道", "rule:test", 0.9, 1),
            (FUND, LIGHT, "10万元", "", LIGHTS, "d2", "示例总结", "rule:test", 0.9, 1),
            (FUND, STAR, "30万元", "捐赠", PAYS, "d1", "示例报道", "rule:test", 0.9, 1),
        ],
    ),
    (
        "funder_reach",
        {"name": "甲基金会"},
        ("via", "amount", "reached", "reached_label", "quote", "reached_quote"),
        [(LIGHT, "10万元", "困境儿童", "GROUP", LIGHTS, KIDS), (STAR, "30万元", YUN, "ORG", PAYS, SERVES)],
    ),
    ("funder_reach", {"name": "民政局"}, ("via",), []),
    ("single_funder", {}, ("receiver", "funder", "funder_kind"), [(LIGHT, FUND, "foundation"), (POST, BUREAU, "government")]),
    ("single_funder", {"kind": "government"}, ("receiver", "quote"), [(POST, BUYS)]),
    (
        "project_chain",
        {"name": "微光"},
        ("step", "status", "who", "amount", "document"),
        [
            ("ESTABLISHES", "有", FUND, "", "d2"),
            ("FUNDS", "有", FUND, "10万元", "d2"),
            ("OPERATES", "有", CHILD, "", "d2"),
            ("SUPERVISES", "未见记载", "", "", ""),
            ("SERVES", "有", "困境儿童", "", "d2"),
        ],
    ),
    ("unsure", {}, ("head",), []),
    ("unsure", {"below": 0.95}, ("type",), sorted((edge[2],) for edge in EDGES)),
    (
        "policies_of",
        {"id": "place:330481"},
        ("policy", "how", "who", "quote", "document"),
        [("示例办法", "ISSUES", "海宁市", "海宁市印发《示例办法》。", "d1")],
    ),
    ("policies_of", {"id": "place:32"}, ("policy",), []),
    (
        "policy_chain",
        {},
        ("policy", "issuer", "issue_quote", "document", "follower", "follow_quote", "follow_document"),
        [("示例办法", "海宁市", "海宁市印发《示例办法》。", "d1", POST, "马桥街道社工站（示例）按照《示例办法》运行。", "d2")],
    ),
]

NUMBERS: list[Case] = [
    ("figures", {"measure": "社工站", "name": "海宁"}, ("place", "value", "nature"), [
        ("海宁市", 1.0, "actual"), ("海宁市", 2.0, "actual"), ("海宁市", 15.0, "target")]),
    ("figures", {"measure": "志愿"}, ("place", "value", "document"), [("海昌街道", 0.0, "d2"), ("马桥街道", 300.0, "d1")]),
    ("figures_that_disagree", {}, ("place", "measure", "as_of", "one", "other", "one_document", "other_document", "other_title"), [
        ("海宁市", "社工站", "2024", 1.0, 2.0, "d1", "d2", "示例总结")]),
    ("targets", {}, ("place", "target", "due", "actual", "verdict", "actual_document"), [
        ("海宁市", 15.0, "2025", 2.0, "无证据", "d2")]),
    ("figure_origin", {"measure": "社工站", "name": "海宁"}, ("value", "published", "title", "quote"), [
        (1.0, "2024-05-01", "示例报道", "2024年海宁市有社工站1个。"), (2.0, "2024-12-31", "示例总结", "海宁市的社工站2024年有2个。"),
        (15.0, "2024-05-01", "示例报道", "到2025年海宁市社工站要达到15个。")]),
    ("numbers_of", {"id": "place:330481"}, ("value", "as_of", "start_at"), [
        (1.0, "2024", TEXTS["d1"].index("2024年海宁市")), (2.0, "2024", TEXTS["d2"].index("海宁市的社工站")),
        (15.0, "2025", TEXTS["d1"].index("到2025年"))]),
]  # fmt: skip

EDGES_OF_STAR: list[tuple[object, ...]] = [
    (FUND, "FUNDS", STAR), (STAR, "INCUBATES", CHILD), (STAR, "OPERATES", POST), (STAR, "PARTNERS_WITH", TEAM), (STAR, "SERVES", YUN),
    (STAR, "SUPERVISES", POST), (LI, "WORKS_FOR", STAR),
]  # fmt: skip
LOOK_UP: list[Case] = [
    ("find", {"name": "晨星"}, ("name", "label", "five", "id"), [(STAR, "ORG", "social_org", "org:star")]),
    ("find", {"name": "马桥街道"}, ("id",), [("place:330481004",), ("org:post",)]),
    ("named", {"sentence": "晨星中心服务困境儿童，有志愿者"}, ("name", "label", "kind", "word"), [
        ("困境儿童", "GROUP", "", "困境儿童"), ("志愿者", "INDICATOR", "", "志愿者"), (STAR, "ORG", "social_org", "晨星中心")]),
    ("entity", {"id": "place:330481004"}, ("name", "full_name", "statutory", "place"), [("马桥街道", MAQIAO, True, MAQIAO)]),
    ("entity", {"id": "org:gone"}, ("name", "status", "place", "aliases"), [(GONE, "注销", "江苏省南京市鼓楼区江东街道", [])]),
    ("relations_of", {"id": "org:star"}, ("head", "type", "tail"), EDGES_OF_STAR),
    ("relations_of", {"id": "place:330481004"}, ("head", "type", "tail", "head_code", "tail_kind"), [
        (YUN, "LOCATED_IN", "马桥街道", "330481004", "town"), (POST, "LOCATED_IN", "马桥街道", "330481004", "town"),
        ("马桥街道", "PART_OF", "海宁市", "330481004", "county")]),
    ("relations_among", {"ids": ["org:star", "org:post", "org:child"]}, ("head", "type", "tail", "document", "tail_kind"), [
        (STAR, "INCUBATES", CHILD, "d2", "social_org"), (STAR, "OPERATES", POST, "d1", "station"),
        (STAR, "SUPERVISES", POST, "d1", "station")]),
    ("links_of", {"ids": ["org:child", "org:none"]}, ("one", "other", "sources", "score"), [
        ("org:child", "org:star", 1, 0.9), ("org:child", "project:light", 1, 0.9)]),
    ("links_of", {"ids": []}, ("one",), []),
    ("most_told", {"ids": ["place:330481003", "place:330481004", "org:yun"]}, ("id", "roles", "said"), [
        ("org:yun", 5, 1), ("place:330481004", 3, 1), ("place:330481003", 0, 2)]),
    ("five_of_places", {"ids": ["org:yun", "place:330481003"]}, ("name", "place", "who", "five", "measure", "value", "document"), [
        (YUN, MAQIAO, WARM, "charity", "", None, "d1"), (YUN, MAQIAO, STAR, "social_org", "", None, "d1"),
        (YUN, MAQIAO, LI, "social_worker", "", None, "d1"), (YUN, MAQIAO, TEAM, "volunteer", "", None, "d1"),
        ("海昌街道", "浙江省嘉兴市海宁市海昌街道", "志愿者", "", "志愿者", 0.0, "d2"),
        ("海昌街道", "浙江省嘉兴市海宁市海昌街道", "社工站", "", "社工站", 0.0, "d1")]),
    ("resources_of_places", {"ids": ["org:yun"], "resource": "基金"}, ("resource", "via", "reached", "place"), [
        (FUND, STAR, YUN, MAQIAO), (WARM, "", YUN, MAQIAO)]),
    ("neighbours", {"id": "org:child"}, ("head", "type", "tail"), [
        (FUND, "ESTABLISHES", LIGHT), (FUND, "FUNDS", LIGHT), (FUND, "FUNDS", STAR), (STAR, "INCUBATES", CHILD), (CHILD, "OPERATES", LIGHT),
        (STAR, "OPERATES", POST), (STAR, "PARTNERS_WITH", TEAM), (LIGHT, "SERVES", "困境儿童"), (STAR, "SERVES", YUN),
        (STAR, "SUPERVISES", POST), (LI, "WORKS_FOR", STAR)]),
    ("all_relations", {"id": "place:3201"}, ("head", "type", "tail", "said_by"), [
        (GONE, "LOCATED_IN", "江东街道", "registry:test"), ("南京市", "PART_OF", "江苏省", ""), ("江东街道", "PART_OF", "鼓楼区", ""),
        ("鼓楼区", "PART_OF", "南京市", "")]),
    ("all_things", {"id": "place:330481004"}, ("id", "place", "five"), [
        ("org:post", MAQIAO, "social_org"), ("org:yun", MAQIAO, "community"), ("place:330481004", MAQIAO, "")]),
    (
        "evidence_of",
        {"id": "group:kids"},
        ("title", "published", "type", "other", "quote", "document", "start_at", "end_at", "said_by", "score"),
        [
            ("示例总结", "2024-12-31", "SERVES", LIGHT, KIDS, "d2", AT, AT + len(KIDS), "rule:test", 0.9),
            ("示例总结", "2024-12-31", "MENTIONS", "", "困境儿童", "d2", AT + 10, AT + 14, "rule:test", 0.9),
        ],
    ),
    ("evidence_of", {"id": "place:330481003"}, ("document", "type", "other", "quote"), [
        ("d2", "MENTIONS", "", "海昌街道"), ("d2", "MEASURES", "志愿者", "海昌街道没有志愿者。"),
        ("d1", "MENTIONS", "", "海昌街道"), ("d1", "MEASURES", "社工站", NONE_YET)]),
    ("documents", {}, ("title", "published", "things", "numbers"), [("示例总结", "2024-12-31", 11, 2), ("示例报道", "2024-05-01", 12, 4)]),
    ("documents", {"rows": True, "genre": "registry"}, ("title", "file", "things"), [("示例名录第1行", "名录.csv", 2)]),
    ("document", {"id": "d1"}, ("title", "text"), [("示例报道", TEXTS["d1"])]),
    ("marks", {"id": "r1"}, ("start_at", "end_at", "quote", "label"), [(3, 7, "江东街道", "PLACE"), (3, 14, GONE, "ORG")]),
    ("counts", {}, ("label", "kind", "things"), [
        ("DOCUMENT", "", 3), ("FUND", "", 1), ("GROUP", "", 1), ("INDICATOR", "", 6), ("ORG", "community", 1), ("ORG", "foundation", 1),
        ("ORG", "government", 1), ("ORG", "social_org", 2), ("ORG", "station", 2), ("ORG", "volunteer_team", 1), ("PERSON", "", 1),
        ("PLACE", "city", 2), ("PLACE", "county", 4), ("PLACE", "province", 3), ("PLACE", "town", 6), ("POLICY", "", 1),
        ("PROJECT", "", 1)]),
    ("new_since", {"since": "2024-06-01"}, ("published", "head", "type", "tail"), [
        ("2024-12-31", FUND, "ESTABLISHES", LIGHT), ("2024-12-31", FUND, "FUNDS", LIGHT), ("2024-12-31", POST, "GOVERNED_BY", "示例办法"),
        ("2024-12-31", STAR, "INCUBATES", CHILD), ("2024-12-31", CHILD, "OPERATES", LIGHT), ("2024-12-31", STAR, "PARTNERS_WITH", TEAM),
        ("2024-12-31", LIGHT, "SERVES", "困境儿童")]),
    ("new_since", {"since": "2025"}, ("head",), []),
    ("not_registered", {}, ("name", "documents", "quote"), [(STAR, 2, STAR), (FUND, 2, FUND), (CHILD, 1, CHILD)]),
    ("never_mentioned", {}, ("name", "status", "document"), [(GONE, "注销", "r1")]),
]  # fmt: skip

EXACT = [*FIVE, *COVERAGE, *MONEY, *NUMBERS, *LOOK_UP]
