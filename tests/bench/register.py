"""Makes a register of social organisations as large as the nation's, every row invented, with the dirt that real exports hold.

Rates of dirt are those counted in real samples: 1–3 % of codes bad, 5 % of dates the zero of a spreadsheet, 20 % of supervisors empty,
30 % of addresses with full-width digits, two of three amounts with an unknown unit, certificates without an end. A seed gives
the same bytes.
"""

import csv
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from graph.codes import USCC_LETTERS
from graph.places import Place, chain, full_name, places

HEADER = (
    "序号", "社会组织名称", "统一社会信用代码", "社会组织类型", "登记管理机关", "业务主管单位", "法定代表人", "成立登记日期",
    "注册资金", "状态", "证书有效期", "住所", "业务范围", "联系电话",
)  # fmt: skip
NATION = 870_000
PROVINCE = 51_000
THEMES = [
    "教育",
    "养老",
    "助残",
    "科技",
    "体育",
    "文化艺术",
    "环境保护",
    "社区治理",
    "心理健康",
    "农业技术",
    "医疗卫生",
    "青少年",
    "妇女儿童",
    "法律援助",
    "志愿服务",
    "慈善救助",
    "书画",
    "老年学",
]
WORDS = [
    "阳光",
    "同心",
    "晨曦",
    "和谐",
    "幸福",
    "青禾",
    "暖阳",
    "携手",
    "新星",
    "博爱",
    "启明",
    "春晖",
    "爱心",
    "众合",
    "益民",
    "康乐",
    "博文",
    "育才",
    "金色童年",
    "小太阳",
    "红石榴",
    "七彩",
    "长青",
    "春蕾",
]
# Class digit of the code, type, endings of the name and how often: as in the nation's figures.
KINDS = (
    ("1", "社会团体", ("协会", "学会", "商会", "联合会", "促进会"), 42),
    ("2", "民办非企业单位", ("服务中心", "幼儿园", "培训学校", "社会工作服务中心", "养老院", "研究院"), 57),
    ("3", "基金会", ("基金会", "慈善基金会"), 1),
)
OFFICES = ["教育局", "民政局", "文化和旅游局", "卫生健康局", "科学技术协会", "工商业联合会", "体育局", "农业农村局", "残疾人联合会"]
SCOPE = (
    "开展{0}服务；组织{1}交流活动；承接政府委托的相关事项；为困难群众提供帮扶；开展业务培训和咨询；普及{0}知识，"
    "加强行业自律，维护会员合法权益；举办公益讲座、展览和比赛；联系社会各界，募集和管理活动所需物资。"
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def write_register(path: Path, rows: int = NATION, *, province: str = "", seed: int = 5) -> None:
    """A CSV file of ``rows`` organisations, in the counties of one ``province`` (two digits) or of all."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        out.writerows(register_rows(rows, province=province, seed=seed))


def register_rows(count: int, *, province: str = "", seed: int = 5) -> Iterator[list[str]]:
    """The rows of ``write_register``."""
    dice = random.Random(seed)
    counties = [p for p in places().by_code.values() if p.level == "county" and p.statutory and p.code.startswith(province)]
    towns = {c.code: [t for t in places().by_code.values() if t.parent == c.code and t.statutory] or [c] for c in counties}
    weights = list(accumulate((c.population or 100_000) ** 0.9 * dice.lognormvariate(0, 0.5) for c in counties))
    for number in range(1, count + 1):
        county = dice.choices(counties, cum_weights=weights)[0]
        yield _row(number, county, dice.choice(towns[county.code]), dice)


def _row(number: int, county: Place, town: Place, dice: random.Random) -> list[str]:
    digit, kind, endings, _ = dice.choices(KINDS, weights=[k[3] for k in KINDS])[0]
    # 85 % are registered with the county, 13 % with the city, the rest with the province.
    level = dice.choices((6, 4, 2), weights=(85, 13, 2))[0]
    seat = next((p for p in reversed(chain(county.code)) if len(p.code) <= level), county)
    theme = dice.choice(THEMES)
    office = seat.name + ("民政局" if seat.level != "province" or seat.name.endswith("市") else "民政厅")
    return [
        str(number),
        f"{seat.name}{dice.choice(WORDS)}{theme if dice.random() < 0.7 else ''}{dice.choice(endings)}",
        _code(number, digit, seat.code.ljust(6, "0"), dice),
        kind,
        office,
        _supervisor(seat, office, dice),
        dice.choice("王李张刘陈杨黄赵吴周") + dice.choice("伟芳娜敏静丽强磊军洋"),
        _date(dice),
        _amount(dice, foundation=digit == "3"),
        dice.choices(("正常", "注销", "撤销"), weights=(93, 6, 1))[0],
        _certificate(dice),
        _address(town, dice),
        "nan" if dice.random() < 0.05 else SCOPE.format(theme, dice.choice(THEMES))[: dice.randint(20, 84)],
        f"0{dice.randint(10, 999)}-{dice.randint(2_000_000, 8_999_999)}" if dice.random() < 0.6 else f"1380013{dice.randint(0, 9999):04}",
    ]  # fmt: skip


def _code(number: int, digit: str, region: str, dice: random.Random) -> str:
    """A valid code, different for each row; 2 % are broken in the ways that exports break them."""
    body = f"5{digit}{region}MJ{(number * 7919) % 10_000_000:07}"
    code = body + USCC_LETTERS[-sum(USCC_LETTERS.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 31]
    luck = dice.random()
    if luck < 0.005:
        return code[:-1]
    if luck < 0.015:
        return code[:-1] + ("0" if code[-1] != "0" else "1")
    if luck < 0.02:
        return f"{5.1e17:.2E}"
    return "\t" + code if luck < 0.03 else code


def _supervisor(seat: Place, office: str, dice: random.Random) -> str:
    luck = dice.random()
    if luck < 0.2:
        return ""
    if luck < 0.25:
        return "直接登记"
    first = dice.choice(OFFICES)
    if luck < 0.35:  # the place is missing
        return seat.name[-1] + first
    return f"{seat.name}{first},{office}" if luck < 0.38 else seat.name + first


def _date(dice: random.Random) -> str:
    if dice.random() < 0.05:
        return dice.choice(("1900-01-01", "1899-12-30", "1970-01-01"))
    if dice.random() < 0.13:
        return ""
    year, month, day = dice.randint(1989, 2024), dice.randint(1, 12), dice.randint(1, 28)
    luck = dice.random()
    return f"{year}年{month}月{day}日" if luck < 0.05 else f"{year}/{month}/{day}" if luck < 0.1 else f"{year}-{month:02}-{day:02}"


def _amount(dice: random.Random, *, foundation: bool) -> str:
    if dice.random() < 0.13:
        return "0.00"
    wan = dice.choice((200, 400, 800, 2000)) if foundation else dice.choice((1, 3, 5, 10, 30, 50))
    return f"{wan}.00 （单位：元 / 万元）" if dice.random() < 0.63 else f"{wan}.00 万元"


def _certificate(dice: random.Random) -> str:
    luck = dice.random()
    if luck < 0.32:
        return "至" if luck < 0.2 else "1900-01-01 至 1900-01-01"
    year = dice.randint(2015, 2022)
    return f"{year}-{dice.randint(1, 12):02}-16 至 {year + 4}-{dice.randint(1, 12):02}-15"


def _address(town: Place, dice: random.Random) -> str:
    digits = f"{dice.randint(1, 999)}号{dice.randint(1, 30)}楼"
    if dice.random() < 0.3:
        digits = digits.translate(_FULL_WIDTH)
    return f"{full_name(town.code)}{dice.choice(WORDS)}路{digits}"
