"""Whoever runs the program: doctor, version, logs, completion, licences, settings, compose.yaml, environment.yml."""

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.utils import canonicalize_name

from dashboard import serve as serving
from dashboard.serve import free_port, ready
from graph import doctor, licences
from graph.errors import EXIT_CODES, GraphError, InputError
from graph.licences import Package, is_strong, packages, requirements
from graph.stores import open_store
from graph.stores.local import Running
from graph.version import program_version, version_lines
from graph.workspace import Workspace
from tests import town

ROOT = Path(__file__).resolve().parent.parent
CODE = [ROOT / "run.py", *(p for folder in ("graph", "nlp", "dashboard", "tests") for p in sorted((ROOT / folder).rglob("*.py")))]


def run(*arguments: str, home: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in an environment without KG_ variables of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    given = {"KG_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        cwd=home,
        env=own | given | env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def findings(home: Path) -> dict[str, doctor.Finding]:
    return {f.what: f for f in doctor.examine(Workspace(home))}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder, and no KG_ variable."""
    for name in [n for n in os.environ if n.startswith("KG_")]:
        monkeypatch.delenv(name)
    return tmp_path


# ── doctor ──────────────────────────────────────────────────────────────────
def test_the_doctor_finds_all_that_is_needed_here(bare: Path) -> None:
    found = findings(bare / "home")
    assert len(found) == 13
    assert {f.what for f in found.values() if f.state == "lack"} == set()
    assert found["图库"].state == "want"
    assert "还没有" in found["图库"].says
    assert not (bare / "home").exists()


def test_the_doctor_ends_with_code_1_where_something_needed_is_missing(bare: Path) -> None:
    (bare / "graph.lbdb").write_bytes(b"no graph" * 100)
    done = run("doctor", home=bare)
    assert done.returncode == 1
    assert "✗ 图库：" in done.stdout
    assert "缺 1 项必需的" in done.stdout


def test_the_doctor_names_misspelt_variables_and_hides_passwords(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STOR", "x")
    monkeypatch.setenv("KG_PASSWORD", "geheim")
    monkeypatch.setenv("KG_LLM_KEY", "geheim")
    found = findings(bare)["KG_ 变量"]
    assert found.state == "want"
    assert "KG_STOR 没有这个变量，是 KG_STORE 吗？" in found.says
    assert "geheim" not in found.says


def test_the_doctor_tells_packages_that_are_not_those_of_the_pins(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / "requirements.txt").write_text("msgspec==0.0.1\nno-such-package-here==1\n", "utf-8")
    (bare / "requirements-dev.txt").write_text("", "utf-8")
    shutil.copy(ROOT / ".env.example", bare)
    monkeypatch.setattr(doctor, "ROOT", bare)
    found = findings(bare)["组件"]
    assert found.state == "lack"
    assert f"msgspec 是 {version('msgspec')}，应为 0.0.1" in found.says
    assert "no-such-package-here 没有安装" in found.says


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the system's owner may write everywhere")
def test_the_doctor_sees_a_folder_that_cannot_be_written(bare: Path) -> None:
    bare.chmod(0o500)
    assert findings(bare / "home")["工作区"].state == "lack"


def test_the_doctor_asks_the_language_model(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LLM_URL", f"http://127.0.0.1:{free_port(0)}/v1")
    found = findings(bare)["语言模型"]
    assert found.state == "lack"
    assert "连不上" in found.says


# ── version, exit codes, logs ───────────────────────────────────────────────
def test_the_version_is_that_of_the_changes(bare: Path) -> None:
    newest = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0]
    assert program_version() == newest
    said = run("--version", home=bare).stdout.splitlines()
    assert said[0].startswith(f"五社图谱 {newest}")
    assert said[1] == "行政区划：2023-06-30"
    assert "还没有建" in said[2]
    assert len(version_lines(Workspace(bare))) == 3


def test_every_exit_code_is_documented() -> None:
    kinds: list[type[GraphError]] = [GraphError, *GraphError.__subclasses__()]
    assert {kind.exit_code for kind in kinds} <= set(EXIT_CODES)
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert all(f"| {code} | {says} |" in page for code, says in EXIT_CODES.items())


def test_logs_as_text_and_json(bare: Path) -> None:
    done = run("ask", "coverag", home=bare, KG_LOG="json")
    (line,) = [json.loads(x) for x in done.stderr.splitlines() if x.startswith("{")]
    assert (line["event"], line["level"], line["kind"], line["exit_code"]) == ("error", "error", "QueryError", 2)
    wrong = run("ask", "coverag", home=bare, KG_LOG="text")
    assert re.search(r"^\S+ ERROR error kind=QueryError says=.* exit_code=2$", wrong.stderr, re.MULTILINE)
    assert "ERROR" not in run("ask", "coverag", home=bare).stderr
    other = run("ask", home=bare, KG_LOG="xml")
    assert (other.returncode, "text 或 json" in other.stderr) == (2, True)


# ── completion ──────────────────────────────────────────────────────────────
def test_bash_completes_commands_options_and_choices(bare: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    script = run("completion", "bash", home=bare).stdout
    # Not through run.py, which would first look after its environment.
    script = script.replace(f'"{ROOT / "run.py"}"', "-m graph")
    asked = 'COMP_WORDS=(wushe {0}); COMP_CWORD={1}; _wushe_complete; echo "${{COMPREPLY[*]}}"'
    lines = [script, asked.format("doc", 1), asked.format("export --f", 2), asked.format("completion z", 2), "wushe --version"]
    done = subprocess.run(
        [bash, "--norc"],
        input="\n".join(lines),
        cwd=bare,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    answers = done.stdout.splitlines()
    assert set(answers[0].split()) == {"doctor", "docs"}
    assert {"--format", "--force"} <= set(" ".join(answers[1:3]).split())
    assert "zsh" in done.stdout
    assert "五社图谱" in done.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_their_script(bare: Path, shell: str) -> None:
    script = run("completion", shell, home=bare).stdout
    assert str(ROOT / "run.py") in script
    assert f"complete_{shell}" in script
    if found := shutil.which(shell):
        assert subprocess.run([found, "-n"], input=script, text=True, check=False).returncode == 0


# ── licences ────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("expression", "strong"),
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("LGPL-2.1-or-later", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("MIT AND GPL-3.0-only", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("BSD-3-Clause AND (GPL-2.0-only OR MIT)", False),
        ("(GPL-2.0-only OR AGPL-3.0-only) AND MIT", True),
    ],
)
def test_licence_expressions(expression: str, strong: bool) -> None:
    assert is_strong(expression) == strong


def test_no_package_at_run_time_is_under_the_gpl() -> None:
    found = packages()
    licences.check(found)
    names = {p.name.lower() for p in found if p.use == "运行"}
    assert len(names) > 60
    assert {"streamlit", "spacy", "lxml", "certifi"} <= names


def test_a_gpl_package_at_run_time_is_an_error() -> None:
    with pytest.raises(InputError, match=r"some-thing 1\.0（GPL-3\.0-only）"):
        licences.check([Package("some-thing", "1.0", "运行", True, "GPL-3.0-only")])
    licences.check([Package("some-thing", "1.0", licences.DEVELOPERS, True, "GPL-3.0-only")])
    with pytest.raises(InputError, match="没有写明许可证"):
        licences.check([Package("some-thing", "1.0", "运行", True, "")])
    with pytest.raises(InputError, match="提到 GPL"):
        licences.check([Package("some-thing", "1.0", "运行", True, "MIT", names_gpl=True)])


def test_the_page_of_licences_has_every_pin() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \|", (ROOT / "docs" / "licences.md").read_text("utf-8"), re.MULTILINE)
    listed = {canonicalize_name(name): found for name, found in rows}
    for file in ("requirements.txt", "requirements-dev.txt"):
        for pin in requirements(ROOT / file):
            assert pin.specifier.contains(listed.get(canonicalize_name(pin.name), "0")), f"{pin.name}: python3 run.py licences --write"


# ── settings, environment.yml, compose.yaml ─────────────────────────────────
def test_the_example_of_settings_has_every_variable_that_the_code_reads() -> None:
    read = {name for path in CODE for name in re.findall(r"""["'](KG_[A-Z0-9_]+)["']""", path.read_text("utf-8"))}
    read -= {"KG_STOR"}  # the slip of the pen above
    assert set(doctor.known_settings()) == read
    compose = (ROOT / "compose.yaml").read_text("utf-8")
    assert set(re.findall(r"KG_[A-Z0-9_]+", compose)) <= read


def test_the_environment_for_conda_is_that_of_the_requirements() -> None:
    wanted = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    (python,) = [x for x in wanted if isinstance(x, str) and x.startswith("python=")]
    assert tuple(map(int, python.partition("=")[2].split("."))) >= (3, 11)
    (pip,) = [x["pip"] for x in wanted if isinstance(x, dict)]
    assert pip == ["-r requirements.txt"]
    assert (ROOT / "requirements.txt").exists()


def test_compose_has_health_checks_volumes_and_listens_to_this_machine() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    named = set(compose["volumes"])
    used = {v.split(":")[0] for s in compose["services"].values() for v in s["volumes"] if not v.startswith(".")}
    assert named == used
    for name, service in compose["services"].items():
        assert {"test", "interval", "timeout", "retries"} <= set(service["healthcheck"]), name
        assert service["restart"] == "unless-stopped"
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert compose["services"]["dashboard"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_docker_takes_the_compose_file() -> None:
    clients = (["docker", "compose"], ["docker-compose"])
    client = next(
        (c for c in clients if shutil.which(c[0]) and not subprocess.run([*c, "version"], capture_output=True, check=False).returncode),
        None,
    )
    if client is None:
        pytest.skip("no docker compose here")
    command = [*client, "-f", str(ROOT / "compose.yaml"), "config", "--quiet"]
    assert subprocess.run(command, env={**os.environ, "KG_PASSWORD": "long-enough"}, check=False).returncode == 0


@pytest.mark.neo4j
def test_the_containers_commands_run_without_docker(bare: Path, neo4j_server: Running) -> None:
    """Serve from Neo4j and pass the health check, with the commands and variables of compose.yaml."""
    service = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["dashboard"]
    assert service["command"] == ["python", "run.py", "serve"]
    here = {"KG_STORE": neo4j_server.address, "KG_PASSWORD": neo4j_server.password, "KG_ADDRESS": "0.0.0.0"}
    assert set(service["environment"]) == {*here, "KG_HOME", "KG_LOG"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_PASSWORD", neo4j_server.password)
        with open_store(neo4j_server.address) as store:
            store.write(town.facts())
    port = free_port(0)
    environment = {**os.environ, **here, "KG_HOME": str(bare), "PYTHONPATH": str(ROOT)}
    serving = subprocess.Popen(
        [sys.executable, "-m", "graph", "serve", "--port", str(port)], env=environment, cwd=bare, stdout=subprocess.DEVNULL
    )
    try:
        assert ready(port, serving)
        _, python, *rest = service["healthcheck"]["test"]
        assert python == "python"
        health = [sys.executable, *(part.replace("localhost:8501", f"127.0.0.1:{port}") for part in rest)]
        assert subprocess.run(health, check=False).returncode == 0
    finally:
        serving.terminate()
        serving.wait()
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", port), timeout=5):
        pass


def test_what_is_asked_ahead_is_what_the_first_page_asks() -> None:
    home = Path(serving.__file__).parent
    trees = [ast.parse((home / name).read_text("utf-8")) for name in ("overview.py", "views/overview.py")]
    calls = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "data.answer"]
    named = [(c, first.value) for c in calls if isinstance(first := c.args[0], ast.Constant)]
    asked = {str(name): {str(k.arg): ast.literal_eval(k.value) for k in c.keywords} for c, name in named}
    assert asked == serving.FIRST


@pytest.mark.neo4j
def test_a_server_is_asked_ahead_and_one_that_is_gone_stops_nothing(neo4j_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(serving, "ask", lambda _, name, **__: asked.append(name))
    serving.warm(neo4j_address).join(60)
    assert asked == list(serving.FIRST)
    serving.warm("bolt://127.0.0.1:1").join(60)
    assert asked == list(serving.FIRST)
