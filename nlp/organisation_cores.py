"""What must stand in front of a type word that the words are one body's name: a level, a place, or a word of its own."""

from nlp.lexicon import known_words, word_set


def may_be_relative(kind: str, suffix: str, level: str) -> bool:
    """Whether a body of this kind is called by its level alone (县民政局, 区慈善总会, 街道社会组织服务中心)."""
    if (level == "街道" and kind != "foundation") or kind in ("government", "station"):
        return True
    if kind in ("hospital", "school"):
        return level in "省市县区州镇乡" and len(suffix) > 2
    return level in "省市县区州" and (
        kind == "foundation" or (kind in ("other", "social_org") and suffix not in word_set("org", "common.words"))
    )


def coined(own: list[str]) -> bool:
    """Whether a word among them is a name: unknown to the dictionary, known as a name, or one that bodies are named after."""
    return any(
        w in word_set("walk", "brands")
        or known_words().tags.get(w, "nr")[:2] in ("nr", "nz", "ns", "nt")
        or len(w) == 1
        or w.startswith("和")
        for w in own
    )


def with_place(level: str, core: str, own: list[str], suffix: str) -> float:
    """A place in front: with an own core always a name, without one only where a place has one such body."""
    if own:
        return 0.95 if len(suffix) > 1 else 0.85
    if suffix in ("党委", "党总支") and len(core) > 3:
        return 0.85
    if suffix in word_set("org", "common.words"):
        if len(core) > 3 and suffix in word_set("org", "guilds.words"):
            return 0.8  # 某市|养老服务|联盟
        return 0.85 if level in ("town", "village", "community") and suffix not in word_set("org", "never.words") else 0.0
    if len(suffix) == 1:
        return 0.8 if (len(core) > 1 if suffix != "委" else not core and level not in ("village", "community")) else 0.0
    return 0.92
