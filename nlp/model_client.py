"""Asks a language model inside the office: an OpenAI-compatible address (vLLM, Ollama, llama.cpp), by the standard library alone.

``KG_LLM_URL`` is the address (http://主机:端口/v1), ``KG_LLM_MODEL`` the model's name (the first that the service lists, when it is not
given), ``KG_LLM_KEY`` its key, ``KG_LLM_TIMEOUT`` the seconds that one answer may take. No proxy is used and no redirect followed: what
is read stays between this machine and that address.
"""

import json
import os
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from graph.errors import ServiceError

SECONDS = 120.0
# One answer about a thousand characters is some kilobytes; more than this is no answer.
LARGEST = 2_000_000
TRIES = 2


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it would lead the text to an address that nobody gave."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None: the answer of the address is an error."""


def model_address() -> str:
    """The address of the language model, empty where none is to be asked."""
    return os.environ.get("KG_LLM_URL", "").rstrip("/")


def ask_model(system: str, text: str, schema: dict[str, Any]) -> str:
    """What the model answers, as it wrote it. Raises ServiceError where nothing comes in time, or an error does."""
    message = [{"role": "system", "content": system}, {"role": "user", "content": text}]
    form = {"type": "json_schema", "json_schema": {"name": "facts", "strict": True, "schema": schema}}
    body = {"model": _model(), "messages": message, "temperature": 0, "seed": 0, "response_format": form}
    answer = _call("/chat/completions", json.dumps(body, ensure_ascii=False).encode())
    try:
        return str(answer["choices"][0]["message"]["content"] or "")
    except (KeyError, IndexError, TypeError):
        return ""


def list_models() -> list[str]:
    """The models that the service lists. Raises ServiceError where it does not answer."""
    listed = _call("/models", None)
    try:
        return [str(one["id"]) for one in listed["data"]]
    except (KeyError, TypeError):
        return []


def _model() -> str:
    if named := os.environ.get("KG_LLM_MODEL"):
        return named
    if found := list_models():
        return found[0]
    raise _failure("没有列出模型")


def _call(path: str, body: bytes | None) -> Any:
    """The answer as JSON, None where it is none. One failure is forgiven: a service that is just starting."""
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get("KG_LLM_KEY"):
        headers["Authorization"] = f"Bearer {key}"
    opener = build_opener(ProxyHandler({}), _Stay())
    problem = ""
    for _ in range(TRIES):
        try:
            data = _read(opener, Request(model_address() + path, body, headers))
            return json.loads(data)
        except HTTPError as error:
            problem = f"回答了错误 {error.code}"
            if error.code < 500 and error.code != 429:
                break
        except TimeoutError:
            problem = f"{_seconds():g} 秒内没有答完"
        except (OSError, HTTPException) as error:
            problem = f"连不上（{getattr(error, 'reason', error)}）"
        except ValueError:  # not JSON, or no characters
            return None
    raise _failure(problem)


def _read(opener: OpenerDirector, request: Request) -> bytes:
    """The whole answer; the time is that of all of it, not of each piece."""
    until = time.monotonic() + _seconds()
    parts, size = [], 0
    with opener.open(request, timeout=_seconds()) as response:
        while part := response.read1(65_536):
            parts.append(part)
            size += len(part)
            if time.monotonic() > until:
                raise TimeoutError
            if size > LARGEST:
                return b""
    return b"".join(parts)


def _seconds() -> float:
    try:
        return float(os.environ.get("KG_LLM_TIMEOUT", SECONDS))
    except ValueError as error:
        raise ServiceError(f"KG_LLM_TIMEOUT={os.environ['KG_LLM_TIMEOUT']} 不是秒数；请改成数字") from error


def _failure(what: str) -> ServiceError:
    return ServiceError(f"语言模型 {model_address()}：{what}；请检查服务是否在运行，或去掉 KG_LLM_URL 只用规则读")
