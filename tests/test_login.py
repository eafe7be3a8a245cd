"""Login against a real, small OpenID Connect provider on this machine: who may see what."""

import base64
import json
import os
import subprocess
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from playwright.sync_api import expect, sync_playwright

from dashboard.serve import address, command, free_port, ready
from graph.stores import open_store
from tests import town
from tests.test_browser import FLAGS

pytestmark = pytest.mark.browser
KEY = RSAKey.generate_key(2048, {"kid": "test"})
NONCES: dict[str, str] = {}


class Provider(BaseHTTPRequestHandler):
    """Logs everybody in as the person whose address stands in ``email``."""

    email = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {k: v[0] for k, v in parse_qs(parts.query).items()}
        here = f"http://{self.headers['Host']}"
        if parts.path == "/authorize":
            code = base64.urlsafe_b64encode(os.urandom(9)).decode()
            NONCES[code] = asked.get("nonce", "")
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
            self.end_headers()
        elif parts.path == "/keys":
            self.say({"keys": [KEY.as_dict(private=False)]})
        else:
            self.say(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{here}/keys",
                }
            )

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        now = int(time.time())
        claims = {
            "iss": f"http://{self.headers['Host']}", "sub": self.email, "aud": "graph", "iat": now, "exp": now + 600,
            "nonce": NONCES[form["code"][0]], "email": self.email, "name": self.email.partition("@")[0],
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, KEY)
        self.say({"access_token": "a", "token_type": "Bearer", "id_token": token, "expires_in": 600})

    def say(self, value: object) -> None:
        """Answer with JSON."""
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def site(tmp_path: Path, chromium: str) -> Iterator[str]:
    """A dashboard of the small graph with the login on."""
    graph = tmp_path / "town.lbdb"
    with open_store(str(graph)) as store:
        store.write(town.facts())
    provider = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=provider.serve_forever, daemon=True).start()
    port = free_port(0)
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "{address(port)}/oauth2callback"\ncookie_secret = "{"x" * 40}"\nclient_id = "graph"\nclient_secret = "s"\n'
        f'server_metadata_url = "http://127.0.0.1:{provider.server_port}/.well-known/openid-configuration"\n'
        '[roles]\n"clerk@example" = "review"\n"head@example" = "admin"\n'
    )
    environment = {**os.environ, "KG_STORE": str(graph), "KG_HOME": str(tmp_path), "KG_SECRETS": str(secrets), "NO_PROXY": "127.0.0.1"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_SECRETS", str(secrets))
        process = subprocess.Popen(command(port), env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL)
    try:
        assert ready(port, process)
        yield address(port)
    finally:
        process.terminate()
        process.wait()
        provider.shutdown()
        provider.server_close()


@pytest.mark.parametrize(
    ("email", "role", "pages"),
    [
        ("guest@example", "看", ({"导出"}, {"审核", "资料导入"})),
        ("clerk@example", "审核", ({"审核"}, {"资料导入"})),
        ("head@example", "管理", ({"审核", "资料导入", "操作记录"}, set())),
    ],
)
def test_who_logs_in_sees_what_his_role_may(site: str, chromium: str, email: str, role: str, pages: tuple[set[str], set[str]]) -> None:
    Provider.email = email
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(f"{site}/coverage")
        expect(page.get_by_text("请先登录")).to_be_visible(timeout=30_000)
        assert page.get_by_test_id("stMetric").count() == 0
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_text(f"{email.partition('@')[0]} · {role}")).to_be_visible(timeout=30_000)
        for name in pages[0]:
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        for name in pages[1]:
            expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
        # A login that has run out: the browser no longer has the cookie.
        page.context.clear_cookies()
        page.goto(f"{site}/coverage?province=x")
        expect(page.get_by_text("登录过期的")).to_be_visible(timeout=30_000)
        assert page.get_by_test_id("stMetric").count() == 0
        assert page.url.endswith("province=x")
        browser.close()
