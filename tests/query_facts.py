"""One small hand-written graph that every question has an answer in. All names in it are invented and marked 示例."""

from graph.model import Facts
from tests.made import Edge, Number, Thing, World

EDGES: list[Edge] = [
    ("d1", "org:post", "LOCATED_IN", "place:330481004", "马桥街道社工站（示例）设在马桥街道。", {}),
    ("d1", "org:yun", "LOCATED_IN", "place:330481004", "云山社区（示例）是马桥街道的一个社区。", {}),
    ("d1", "org:fund", "FUNDS", "org:star", "甲基金会（示例）向晨星中心（示例）捐资30万元。", {"amount": "30万元", "mode": "捐赠"}),
    ("d1", "org:star", "OPERATES", "org:post", "晨星中心（示例）承接马桥街道社工站（示例）。", {}),
    ("d1", "org:star", "SUPERVISES", "org:post", "晨星中心（示例）也给马桥街道社工站（示例）作评估。", {"mode": "评估"}),
    ("d1", "org:bureau", "FUNDS", "org:post", "海宁市民政局（示例）向马桥街道社工站（示例）购买服务。", {"mode": "购买服务"}),
    ("d1", "org:star", "SERVES", "org:yun", "晨星中心（示例）服务云山社区（示例）。", {}),
    ("d1", "org:team", "SERVES", "org:yun", "红马甲志愿队（示例）常到云山社区（示例）。", {}),
    ("d1", "fund:warm", "SERVES", "org:yun", "暖心慈善基金（示例）用于云山社区（示例）。", {}),
    ("d1", "person:li", "WORKS_FOR", "org:star", "李一（示例）是晨星中心（示例）的社工。", {"title": "社工"}),
    ("d1", "person:li", "WORKS_FOR", "org:yun", "李一（示例）兼任云山社区（示例）的社工。", {"title": "社工"}),
    ("d1", "place:330481", "ISSUES", "policy:rule", "海宁市印发《示例办法》。", {}),
    ("d2", "org:post", "GOVERNED_BY", "policy:rule", "马桥街道社工站（示例）按照《示例办法》运行。", {}),
    ("d2", "org:fund", "ESTABLISHES", "project:light", "甲基金会（示例）发起微光计划（示例）。", {}),
    ("d2", "org:child", "OPERATES", "project:light", "新苗社（示例）实施微光计划（示例）。", {}),
    ("d2", "project:light", "SERVES", "group:kids", "微光计划（示例）面向困境儿童。", {}),
    ("d2", "org:fund", "FUNDS", "project:light", "甲基金会（示例）为微光计划（示例）出资10万元。", {"amount": "10万元"}),
    ("d2", "org:star", "INCUBATES", "org:child", "晨星中心（示例）孵化了新苗社（示例）。", {}),
    ("d2", "org:star", "PARTNERS_WITH", "org:team", "晨星中心（示例）与红马甲志愿队（示例）结对。", {}),
    ("r1", "org:gone", "LOCATED_IN", "place:320106006", "名称：江东街道社工站（示例）；所在地：江东街道。", {}),
]
NUMBERS: list[Number] = [
    ("d1", "place:330481", "社工站", 1.0, "个", "2024", "actual", "2024年海宁市有社工站1个。"),
    ("d2", "place:330481", "社工站", 2.0, "个", "2024", "actual", "海宁市的社工站2024年有2个。"),
    ("d1", "place:330481", "社工站", 15.0, "个", "2025", "target", "到2025年海宁市社工站要达到15个。"),
    ("d1", "place:330481003", "社工站", 0.0, "个", "2024", "actual", "海昌街道还没有社工站。"),
    ("d1", "place:330481004", "志愿者", 300.0, "人", "2024", "actual", "马桥街道有志愿者300人。"),
    ("d2", "place:330481003", "志愿者", 0.0, "人", "2024", "actual", "海昌街道没有志愿者。"),
]
PLACES = [
    ("32", "江苏省", "province", True), ("3201", "南京市", "city", True), ("320106", "鼓楼区", "county", True),
    ("320106006", "江东街道", "town", True), ("33", "浙江省", "province", True), ("3304", "嘉兴市", "city", True),
    ("330481", "海宁市", "county", True), ("330481003", "海昌街道", "town", True), ("330481004", "马桥街道", "town", True),
    ("330481400", "海宁经济开发区", "town", False), ("11", "北京市", "province", True), ("110105", "朝阳区", "county", True),
    ("110105001", "建外街道", "town", True), ("110101", "东城区", "county", True), ("110101001", "东华门街道", "town", True),
]  # fmt: skip
THINGS: list[Thing] = [
    ("org:fund", "甲基金会（示例）", "foundation", {}),
    ("org:star", "晨星中心（示例）", "social_org", {}),
    ("org:post", "马桥街道社工站（示例）", "station", {}),
    ("org:gone", "江东街道社工站（示例）", "station", {"status": "注销"}),
    ("org:team", "红马甲志愿队（示例）", "volunteer_team", {}),
    ("org:yun", "云山社区（示例）", "community", {}),
    ("org:bureau", "海宁市民政局（示例）", "government", {}),
    ("org:child", "新苗社（示例）", "social_org", {}),
    ("person:li", "李一（示例）", None, {}),
    ("project:light", "微光计划（示例）", None, {}),
    ("fund:warm", "暖心慈善基金（示例）", None, {}),
    ("group:kids", "困境儿童", None, {}),
    ("policy:rule", "示例办法", None, {}),
]
ABOUT: dict[str, tuple[str, str, str | None, str]] = {
    "d1": ("示例报道", "newspaper", "2024-05-01", "示例.txt"),
    "d2": ("示例总结", "report", "2024-12-31", "总结.txt"),
    "r1": ("示例名录第1行", "registry", None, "名录.csv"),
}


WORLD = World(ABOUT, PLACES, THINGS, EDGES, NUMBERS)
TEXTS = WORLD.texts


def example() -> Facts:
    """The graph."""
    return WORLD.facts()
