"""Who sits in front of the page, and what he may do. On one's own machine there is no login and one may do everything.

Login is on where the secrets file has ``[auth]`` (docs/security.md); ``[roles]`` there gives each e-mail address its role.
"""

import getpass

import streamlit as st

from dashboard.language import say

VIEW, REVIEW, ADMIN = "view", "review", "admin"
ROLES = {VIEW: "看", REVIEW: "审核", ADMIN: "管理"}


def login_on() -> bool:
    """Whether people have to log in."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def known() -> bool:
    """Whether it is known who this is."""
    return not login_on() or bool(st.user.is_logged_in)


def who() -> str:
    """The name that stands beside decisions, imports and exports."""
    if login_on():
        return str(st.user.get("name") or st.user.get("email") or "未知")
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run under a number without a name
        return "本机"


def role() -> str:
    """What he may do; who is in no list may look."""
    if not login_on():
        return ADMIN
    given = str(st.secrets.get("roles", {}).get(str(st.user.get("email") or ""), VIEW))
    return given if given in ROLES else VIEW


def may(needed: str) -> bool:
    """Whether his role is this one or a higher one."""
    order = list(ROLES)
    return order.index(role()) >= order.index(needed)


def login() -> None:
    """The page of somebody who is not logged in, or whose login has run out."""
    st.title(say("五社图谱"))
    st.info(say("请先登录。登录过期的，登录后会回到首页；地址里的问题不会丢，可重新打开。"), icon=":material/lock:")
    st.button(say("登录"), type="primary", on_click=st.login)


def corner() -> None:
    """Who is logged in, and the way out."""
    if login_on():
        with st.sidebar:
            st.caption(f"{who()} · {say(ROLES[role()])}")
            st.button(say("退出登录"), on_click=st.logout, type="tertiary")
