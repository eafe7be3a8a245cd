"""Whether the facts of a build fit into this machine's memory; said before it is full, when a system would just end the program."""

import psutil

from graph.errors import InputError

GB = 1e9
# Bytes of memory of any build, which holds the divisions, and for each byte of facts files; as measured (docs/scale.md).
BASE, HELD = 1.1 * GB, 6.0


def refuse_what_does_not_fit(size: int) -> None:
    """Raise InputError where facts of ``size`` bytes need more memory than is free."""
    needed, free = BASE + size * HELD, psutil.virtual_memory().available
    if needed > free:
        raise InputError(
            f"这些资料的事实有 {size / GB:,.1f} GB，建图要用约 {needed / GB:,.0f} GB 内存，本机现在空闲 {free / GB:,.1f} GB；"
            "请分省建图，或换一台内存更大的机器。已读出的内容都留着，不会重读"
        )
