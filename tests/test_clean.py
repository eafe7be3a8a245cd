"""Cleaning: every kind of layout noise, and offsets that always lead back to the raw page."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Document
from nlp.clean import FULL_WIDTH, PLAIN, clean
from nlp.words import word_across

PIECES = st.sampled_from(
    [
        *"社工站在某市的居民家庭服务良好购买，。；：！？、（）《》“”【】　 \t\n\r-—*#|>[]()<,:;",
        *(
            "\r\n",
            "\n\n",
            "\n　　",
            "\ufffd \ufffd ",
            "\u200b",
            "\x00",
            "\x0c",
            "Ａ１",
            "DIY",
            "1.4",
            "2020 年",
            "^[1]",
            "[2]",
            "（下转 08 版）",
        ),
        *(
            "（上接01版）",
            "— 3 —",
            "一、",
            "（二）",
            "3.",
            "■ 本报记者 ",
            "（据《某报》）",
            "参考文献\n",
            "[1]张三.某书[M].",
            "**",
            "&nbsp;",
            "<br>",
        ),
        *("😀", "👩\u200d💻", "︵", "⼯", "𠀀", "图为", "作者：", "[某网](https://a.cn/b)", "。\n", "，\n"),
    ]
)
PAGES = st.lists(PIECES, max_size=60).map("".join)


def text_of(*lines: str) -> list[str]:
    return clean("\n".join(lines))[0].split("\n")


def offsets_of(text: str, cuts: tuple[tuple[int, int], ...]) -> list[int]:
    found: list[int] = []
    for (at, raw), (end, _) in zip(cuts, [*cuts[1:], (len(text), 0)], strict=False):
        found.extend(range(raw, raw + end - at))
    return found


def declared(raw: str, char: str) -> bool:
    if raw == char:
        return True
    if char in " \n":
        return raw.isspace() or raw in "\x0b\x0c\x85\u2028\u2029\u200b\ufffd&\x00" or unicodedata.category(raw)[0] not in "LN"
    plain = raw.translate(PLAIN)
    return char in (plain, plain.translate(FULL_WIDTH))


@given(PAGES | st.text(max_size=200))
@settings(max_examples=400)
def test_every_character_leads_back_to_the_raw_page(raw: str) -> None:
    text, cuts = clean(raw)
    offsets = offsets_of(text, cuts)
    assert len(offsets) == len(text)
    assert offsets == sorted(set(offsets)), "offsets ascend"
    assert all(declared(raw[o], c) for o, c in zip(offsets, text, strict=True))


@given(PAGES)
@settings(max_examples=200)
def test_clean_text_has_one_paragraph_a_line(raw: str) -> None:
    text, cuts = clean(raw)
    lines = text.split("\n")
    assert all(lines) or text == ""
    assert all(line == line.strip() for line in lines)
    assert not set(text) & set("\r\x00\u200b\ufffd\u3000\t\x0c")
    if text:
        document = Document(id="d", title="", genre="report", raw=raw, text=text, cuts=cuts)
        start, end = document.raw_span(0, len(text))
        assert 0 <= start < end <= len(raw)


@given(PAGES)
@settings(max_examples=100)
def test_cleaning_is_deterministic_and_survives_its_own_output(raw: str) -> None:
    assert clean(raw) == clean(raw)
    clean(clean(raw)[0])


def test_hard_breaks_of_a_column_are_joined() -> None:
    assert text_of(
        "乐水镇的社会工作服务站由本地一家社工",
        "机构承接，三名社工常年住在镇上，走村",
        "入户是每天的功课。到去年年底，在册的",
        "困难家庭都有了自己的联系人。",
    ) == [
        "乐水镇的社会工作服务站由本地一家社工机构承接，三名社工常年住在镇上，走村入户是每天的功课。到去年年底，在册的困难家庭都有了自己的联系人。"
    ]


def test_irregular_columns_are_joined_too() -> None:
    assert text_of("站里的钱从哪里来？县财政每年", "拿出一笔，慈善会补", "上一笔，剩下的靠社区基金慢慢", "积攒。") == [
        "站里的钱从哪里来？县财政每年拿出一笔，慈善会补上一笔，剩下的靠社区基金慢慢积攒。"
    ]


@pytest.mark.parametrize(("left", "right"), [("良", "好"), ("购", "买"), ("机", "构"), ("服", "务")])
def test_a_word_broken_over_a_column_gap_is_joined(left: str, right: str) -> None:
    lines = (
        "镇上的社工站开张以来，服务一天比",
        f"一天实在，居民对站点有了{left}",
        "",
        f"{right}的印象，愿意上门来坐坐的人也渐",
        "渐多了起来。",
    )
    assert text_of(*lines) == [
        "镇上的社工站开张以来，服务一天比一天实在，居民对站点有了" + left + right + "的印象，愿意上门来坐坐的人也渐渐多了起来。"
    ]


def test_dictionary_words_across_a_break() -> None:
    assert word_across("政府购", "买服务")
    assert not word_across("东城街道", "西城街道")
    assert not word_across("", "服务")


def test_a_heading_between_columns_stays_alone() -> None:
    column = ("社工机构落地以后，街道腾出一层楼，", "水电由社区承担，设备由慈善会添置，", "三个月里接待了四百多人次。")
    assert text_of(*column, "", "钱从哪里来", "", *column) == ["".join(column), "钱从哪里来", "".join(column)]


def test_a_heading_glued_to_its_column_is_cut_off() -> None:
    lines = ("几个镇街社工站的一年账本", "去年春天，站点刚挂牌", "的时候，来的人不多，社工", "便一户一户去敲门，把政策", "讲给老人听。")
    assert text_of(*lines) == [
        "几个镇街社工站的一年账本",
        "去年春天，站点刚挂牌的时候，来的人不多，社工便一户一户去敲门，把政策讲给老人听。",
    ]


def test_a_column_narrowed_by_a_picture_is_joined() -> None:
    lines = (
        "项目书写好以后，要过三道关，专家看",
        "方案，财务看预算，居民看用处，少了",
        "哪一样都不行，站长这样解",
        "释。",
        "",
        "“居民点了",
        "头，项目才",
        "算数，钱才",
        "能拨下来，",
        "这是规矩。”",
    )
    assert text_of(*lines) == [
        "项目书写好以后，要过三道关，专家看方案，财务看预算，居民看用处，少了哪一样都不行，站长这样解释。",
        "“居民点了头，项目才算数，钱才能拨下来，这是规矩。”",
    ]


def test_web_article_cut_by_a_page_break_is_joined() -> None:
    left = (
        "县里把站点建设列入年度民生实事，由民政局牵头，财政、人社、卫健等部门配合，按月通报进度，按季组织抽查，"
        "对进展慢的乡镇由分管领导约谈，并把结果报送"
    )
    assert text_of(left, "", "县委督查室备案，作为年终考核的依据。") == [left + "县委督查室备案，作为年终考核的依据。"]
    assert text_of(left, "", "二、资金安排") == [left, "二、资金安排"]


def test_paragraphs_of_a_web_article_stay_apart() -> None:
    lines = (
        "县里的社工站都挂牌了。",
        "接下来要做的事情还有很多，第一件是把人留住，第二件是把钱用好，第三件是让居民说得上话。",
        "站长们心里有数。",
    )
    assert text_of(*lines) == list(lines)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("时至今日， 全市已有社工站 36 个。", "时至今日，全市已有社工站36个。"),
        ("“协同 ”和“参与 ”都要讲。", "“协同”和“参与”都要讲。"),
        ("政府主导 、 社 会 组 织 参 与 ，各有分工。", "政府主导、社会组织参与，各有分工。"),
        ("2023 年 4 月，1.4 万人报名，占 20 %。", "2023年4月，1.4万人报名，占20%。"),
        ("用 Social Work 的方法做 DIY 手工。", "用Social Work的方法做DIY手工。"),
        ("次序由资助方决定^[1]，也有例外^[2,3]。", "次序由资助方决定，也有例外。"),
        ("资源有限[1]，但办法很多。", "资源有限，但办法很多。"),
        ("民发〔2022〕11号文件要求，粤民函[2017]43号也提到。", "民发〔2022〕11号文件要求，粤民函[2017]43号也提到。"),
        ("记者了解到,全县有12个站(含3个总站);效果好吗?好!", "记者了解到，全县有12个站（含3个总站）；效果好吗？好！"),
        ("共有1,234人,开放时间9:00-17:00。", "共有1,234人，开放时间9:00-17:00。"),
        ("见http://a.cn/b?c=d 的说明。", "见http://a.cn/b?c=d的说明。"),
        ("全县\u200b共有\ufeff站点\u00ad三个。", "全县共有站点三个。"),
        ("控\x01制\x7f字符不算文字。", "控制字符不算文字。"),
        ("２０２０年ＡＢ两类", "2020年AB两类"),
        ("⼯作由⺠政局负责。", "工作由民政局负责。"),
        ("社工站︵试点︶开门了︒", "社工站（试点）开门了。"),
        ("居民说😀真好👩\u200d💻！", "居民说😀真好👩\u200d💻！"),
        ("站点&nbsp;共有<b>三</b>个<br/>。", "站点共有三个。"),
        ("**社工站**由[县民政局](https://a.cn/x)主管。", "社工站由县民政局主管。"),
        ("姓　名：张　三", "姓名：张三"),
        ("■ 本报记者 张三 李四", "■本报记者 张三 李四"),
        ("某协会会长　王五：", "某协会会长 王五："),
        ("作者：张三 来源：某网 发表时间：2021-02-20", "作者：张三 来源：某网 发表时间：2021-02-20"),
        ("先让大家知道社工是什么。（下转 08 版）", "先让大家知道社工是什么。"),
    ],
)
def test_noise_inside_a_line(raw: str, text: str) -> None:
    assert clean(raw)[0] == text


def test_masked_numbers_are_no_markdown() -> None:
    assert clean("联系电话***********，*** **** ****。")[0] == "联系电话***********，*** **** ****。"


def test_jumps_page_numbers_and_rules_are_dropped() -> None:
    assert text_of("社工站开了门。", "（下转 08 版）", "— 3 —", "第 2 页 共 5 页", "=====", "另一篇说的是基金会。") == [
        "社工站开了门。",
        "另一篇说的是基金会。",
    ]


def test_nothing_is_joined_over_a_jump() -> None:
    left, right = "站点开门以后，来的人一天比一天多，社工忙不过来，就从", "老年大学的毕业生里找了二十个帮手，排了班，一直排到年底。"
    assert text_of(left[:14], left[14:], "（下转08版）", right[:14], right[14:]) == [left, right]


def test_a_page_number_inside_a_sentence_is_no_end() -> None:
    text = "站点开门以后，来的人一天比一天多，社工忙不过来，就从老年大学的毕业生里找了二十个帮手，排了班，一直排到年底。"
    assert text_of(text[:14], text[14:28], "", "- 12 -", "", text[28:42], text[42:]) == [text]


def test_lists_stay_separate() -> None:
    lines = [
        "全县要做好三件事：",
        "1.建站点，每个乡镇一个",
        "2.配社工，每个站点三名",
        "（一）经费由县财政负担",
        "（二）场地由乡镇解决",
        "•志愿者由团县委招募",
        "三、组织保障",
    ]
    assert text_of(*lines) == lines
    assert text_of("- 建站点", "- 配社工") == ["建站点", "配社工"]


def test_short_cells_of_a_table_stay_separate() -> None:
    lines = ["街道名称", "社工站数量", "东城街道", "3", "西城街道", "5"]
    assert text_of(*lines) == lines
    assert text_of("|街道|站点|", "|---|---|", "|东城|3|") == ["街道|站点", "东城|3"]


def test_slogans_of_equal_length_stay_separate() -> None:
    lines = ["党建引领聚合力", "五社联动促治理", "为民服务暖人心"]
    assert text_of(*lines) == lines


def test_indents_open_paragraphs() -> None:
    lines = ("　　站点的房子是旧粮站改的，墙", "刷白了，灯也换了新的。", "　　两名社工是今年招来的毕业生", "，一个学社会工作，一个学法律。")
    assert text_of(*lines) == [
        "站点的房子是旧粮站改的，墙刷白了，灯也换了新的。",
        "两名社工是今年招来的毕业生，一个学社会工作，一个学法律。",
    ]


def test_a_title_in_brackets_is_joined_over_a_break() -> None:
    assert text_of("县里印发了《关于加强基层社会工作", "服务站建设的若干措施》，共九条。") == [
        "县里印发了《关于加强基层社会工作服务站建设的若干措施》，共九条。"
    ]


def test_bylines_and_sources_stand_alone() -> None:
    lines = ["社工站里的年轻人", "■本报记者 张三", "去年夏天，三个年轻人来到镇上。", "（张三/文）", "（据《某某日报》）"]
    assert text_of(*lines) == lines


def test_references_are_cut_off_and_what_follows_them_is_kept() -> None:
    lines = (
        "结语写在这里。",
        "参考文献",
        "- [1]张三.社会组织评估[M].北京：某出版社，2008:16.",
        "[2]李四.购买服务研究[J].某学报,2014(3):1-6.",
        "",
        "（作者单位：某大学）",
    )
    assert text_of(*lines) == ["结语写在这里。", "（作者单位：某大学）"]
    assert text_of("参考文献很多，这里不一一列出。", "下面是正文。") == ["参考文献很多，这里不一一列出。", "下面是正文。"]


def test_latin_words_over_a_break_keep_their_space() -> None:
    text = "这家机构的英文名字叫作 Community Care Network Foundation，中文名字更长一些，一般人记不住，只好叫它的简称。"
    lines = ("这家机构的英文名字叫作 Community", "Care Network Foundation，中文名字", "更长一些，一般人记不住，只好叫它的", "简称。")
    assert text_of(*lines) == [text.replace(" Community", "Community")]


def test_all_line_breaks_are_one() -> None:
    lines = ("站点开门了。", "社工来了。", "居民也来了。")
    for mark in ("\n", "\r\n", "\r", "\u2028", "\n\n", "\r\n\r\n"):
        assert clean(mark.join(lines))[0] == "\n".join(lines)


def test_empty_and_blank_pages() -> None:
    assert clean("") == ("", ())
    assert clean(" \n　\ufffd\n")[0] == ""


@pytest.mark.parametrize(
    "unit",
    [
        "社工站由县民政局主管，每年走访四百户。",
        "社 ",
        "（",
        "[",
        ",社",
        "社\n",
        "**",
        "<p ",
        "- ",
        "\r\n\r\n",
        "一、",
        "《",
        "1",
        "参考文献\n",
        "（下转",
        "^[",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    """Four times the text takes about four times as long; a quadratic step would take sixteen."""
    clean(unit * (20_000 // len(unit)))

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = 9e9
        for _ in range(2):
            start = time.process_time()
            clean(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(60_000), seconds(240_000)
    assert large < 9 * small + 0.25
