"""What is wrong with a command line, in one Chinese sentence: the messages of Typer, said as the program speaks."""

import re

# A message of Typer's → ours; groups by number. The first that fits counts.
SAID = tuple(
    (re.compile(pattern, re.DOTALL), ours)
    for pattern, ours in (
        (r"No such command '(.+?)'\. Did you mean '(.+?)'\?", "没有命令“{0}”；是不是 {1}？"),
        (r"No such command '(.+?)'\..*", "没有命令“{0}”"),
        (r"No such option:? '?([^\s'.]+)'?.*?(?:options?: |mean '?)(--[\w, -]+).*", "没有选项 {0}；可能是 {1}"),
        (r"No such option:? '?([^\s'.]+)'?.*", "没有选项 {0}"),
        (r"Option '(.+?)' requires an argument.*", "选项 {0} 后面要写一个值"),
        (r"Option '(.+?)' does not take a value.*", "选项 {0} 后面不写值"),
        (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\).*", "多出来的词：{0}；有空格的名称请加引号"),
        (r"Missing (?:argument|parameter) '?(.+?)'?\.?", "还要写 {0}"),
        (r"Missing option '?(.+?)'?\.?", "还要写选项 {0}"),
        (r"Missing command.*", "还要写一个命令"),
        (r"Invalid value for '?(.+?)'?: .*valid integer.*", "{0} 要写整数"),
        (r"Invalid value for '?(.+?)'?: .*valid (?:number|float).*", "{0} 要写数"),
        (r"Invalid value for '?(.+?)'?: (?:Value error, )?'?(.+?)'? is not one of (.+?)\.?", "{0} 不能是 {1}，只能是 {2}"),
        (r"Invalid value for '?(.+?)'?: .*(?:not one of|should be) (.+?)\.?", "{0} 只能是 {1}"),
        (r"Invalid value for '?(.+?)'?: .*does not exist.*", "{0}：没有这个文件或文件夹"),
        (r"Invalid value for '?(.+?)'?: (.+)", "{0} 的值不对：{1}"),
    )
)


def explain(message: str) -> str:
    """The message in Chinese; itself where it is none of Typer's usual ones."""
    for pattern, ours in SAID:
        if found := pattern.fullmatch(message.strip()):
            return ours.format(*(group.replace("'", "") for group in found.groups()))
    return message
