"""The errors that a user can mend. Each message says what is wrong, where, and what to do."""

# What the program ends with; docs/commands.md lists it.
EXIT_CODES = {
    0: "完成",
    1: "缺少必需的东西，或检查没有通过（doctor、test、check）；程序自己的错误",
    2: "用法、文件、问题或参数有错：改好再运行",
    3: "图库、Neo4j 服务器或语言模型没有应答",
    130: "被 Ctrl-C 中断；图库仍是上一次完整的图",
}


class GraphError(Exception):
    """Base of all errors that are shown as one sentence instead of a traceback; ``exit_code`` is the program's."""

    exit_code = 2


class InputError(GraphError):
    """A file, folder or cell that cannot be read as it stands."""


class OntologyError(GraphError):
    """The vocabulary contradicts itself, or facts use a word that it does not have."""


class QueryError(GraphError):
    """An unknown question or parameter, or a parameter with an impossible value."""


class ServiceError(GraphError):
    """A language model that does not answer."""

    exit_code = 3


class StoreError(GraphError):
    """A store that is locked, damaged, unreachable or refuses the password."""

    exit_code = 3
