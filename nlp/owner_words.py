"""The words around a name that say whether a figure is its own: it acts, gives, is only where something is, or is what is counted."""

import re
from functools import cache

from nlp.indicators_words import any_of

WHOLE = re.compile(r"(?<![“《])(?:全|我|本|该)(省|市|区|县|州|旗|镇|乡|街道|村)(?!别|里的)")
AUTHORITY = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(省|市|区|县|镇|街道)(?:级|里|本级)?(?:财政|政府|民政|委|级)|([县乡镇村])[里上](?![\u4e00-\u9fff]{0,2}(?:财政|政府)))"
)
LEVEL = re.compile(r"(?:全|我|本|该|当地)?(?:省|市|区|县|州|街道|镇|乡|村)(?:里|级|委区政府|委县政府|委市政府|委省政府|政府|委)?")
# 面向全区社工授课: whom something is for does not own it.
AIMED = re.compile("(?:面向|向|为|对|给|惠及|辐射|参加|参与|列入|入选|带动|走遍|评为|获得?)$")
EACH_OF = re.compile(r"(?:三地|两地|等地)?各[^，。；、\d]{0,6}$")
NATION = re.compile(
    r"(?<![\u4e00-\u9fff])(?:目前|现在|当前|现)?全国(?!性|各|人大|政协|先进|优秀|示范|首|第|妇联|总工会|最|率先|重点|试点|范围|文明)"
)
MARKED = re.compile(
    r"(?:由|被|向|对|经|据|从|与|和|为|给|以|将|把|按|按照|根据|依托|通过|委托|来自|入选|、)(?:实施|开展|推进|打造|建设|落实)?[“《]?$"
)
# 由甲协会出资, 经基金会之手送出: the one who acts although a preposition marks it.
AGENT = re.compile(r"(?:由|经|从)[“《]?$")
ACTS = re.compile(
    r"[”》]?(?:之手)?(?:派出|选派|抽调|投入|出资|负担|承担|捐赠|捐出|捐资|发放|送出|拨付|提供|承接|举办|培育|孵化|募集|筹集|运营|组织|开展)"
)
# 支援服务“甲计划”在某街开办: a name in apposition, then its verb.
CALLED = re.compile(r"(?:服务|项目|活动|品牌|平台|计划|行动|工程|课堂|大赛|机构|协会|中心)[“《]$")
GOES_ON = re.compile(r"[”》](?:在|于|已|将|共|正|从|自|面向|由|开|成|启|覆盖|累计|，|招募|服务)")
PLACED = re.compile(r"(?:在|(?<![位落处])于|到)[“《]?$")
# 甲街道位于乙区西部: where something lies says nothing of whose a figure is.
LIES = re.compile("(?:位于|地处|坐落[于在]|毗邻|紧邻)$")
GIVER = re.compile(r"(?:出自|来自|源自|来源于)[“《]?$")
SOURCE = re.compile(r"(?:出自|来自|源自|资助|用于|投向|投入|支持|补助|补贴|给|捐给|捐赠给|捐向|注入)[“《]?$")
NAMED_SO = re.compile(r"(?:名叫|名为|叫作|叫做|称为)[“《]?$")
# 甲街道另外5个社区, 甲镇共有3个
DIRECT = re.compile("[”》]?(?:辖区|境内|地区|全境)?(?:的|另外?|其余|其他|另有|共有?|有|现有|已有|下辖|辖)*")
NEW = re.compile(
    r"(?:有了(?:自己的|一支|一个|一家)?|拉起|凑了个|凑起|组建|组织起|办起|建起|搭起|开起|办|名叫|名为|叫|叫作|叫做|是|即|称为|推出|启动|成立|发起|打造|创办|搭建|创建|建立|设立|开设|开办|开展|实施)(?:了|的)?[“《]?$"
)
AWARDED = re.compile("(?:中标|成交|合同|签约)(?:总)?(?:金额|价格?|额)(?:（[^）]*）)?(?:[：:]|为|达|共)?$")
ATTENDS = re.compile(r"台上|台下|在座|会场|参加|出席|到场|参会|参赛|与会|登台|观摩|入围|路演|获(?:得)?.{0,6}等奖|获奖|金奖|银奖|铜奖")
ON_STAGE = re.compile(r"(?:仪式|会议|大会|论坛|现场会|推进会|年会|大赛|活动|开幕式|启动会)(?:现场)?(?:上|中)，")
STAGE = re.compile("仪式上|会上|现场|论坛上|大会上|活动中|活动上|当天|比赛")

# 甲县三年行动计划 as a paper's title: its figures are those of whoever made it.
PLAN = re.compile("(?:[年期]|行动)(?:行动)?(?:计划|规划|方案)$")
# 计划筹款350万元 means to raise it; 计划的资金 is the plan's.
TO_PLAN = re.compile("计划(?![里内的共已在由将为现]|$)")


@cache
def lead() -> re.Pattern[str]:
    """What may stand between the beginning of a clause and its subject."""
    times = r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:年初|年底|上旬|中旬|下旬|底|初|末|起|以来|间|，)?"
    return re.compile(rf"(?:{times}|{any_of('since')}|{any_of('fillers')}|首批|第[一二三四]批|首个|首家|据[^，]{{0,4}}|[“‘（《\s])*")
