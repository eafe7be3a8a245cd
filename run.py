"""The one door: makes ``.venv`` on first use, installs what is needed, then runs the program. Standard library only, no shell.

python3 run.py            sample graph, answers, dashboard
python3 run.py test       all tests, on both stores, with a real Neo4j and a real browser
python3 run.py --help     everything else
"""

from __future__ import annotations  # an old Python must get as far as the sentence about its version

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Commands that need the packages for developers.
FOR_DEVELOPERS = {"test", "check", "bench"}
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("pytest",),
)


def main(arguments: list[str]) -> int:
    """Set up what the command needs and run it; its exit code is ours."""
    if sys.version_info < (3, 11):  # noqa: UP036
        return stop(f"需要 Python 3.11 或更新的版本，这里是 {sys.version.split()[0]}。请安装后再运行：python3.11 run.py")
    command = arguments[0] if arguments else "demo"
    problem = set_up("requirements-dev.txt" if command in FOR_DEVELOPERS else "requirements.txt")
    if problem:
        return stop(problem)
    if command == "test":
        return run("pytest", *arguments[1:])
    if command == "check":
        return check()
    if command == "bench":
        return run("tests.bench", *arguments[1:])
    return run("graph", *(arguments or ["demo"]))


def check() -> int:
    """Format, lint, types and tests: the exit code of the first that fails."""
    for step in CHECKS:
        code = run(*step)
        if code:
            return code
    return 0


def run(module: str, *arguments: str) -> int:
    """Run a module with the environment's Python, in the folder where the user is."""
    path = os.pathsep.join(filter(None, [str(HOME), os.environ.get("PYTHONPATH", "")]))
    project = module in {"pytest", "ruff", "mypy", "tests.bench"}
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    command = [str(PYTHON), "-m", module, *arguments]
    if module == "graph" and os.name != "nt":
        os.execve(command[0], command, environment)  # one process: a signal reaches the program itself
    try:
        return subprocess.run(command, check=False, cwd=HOME if project else None, env=environment).returncode
    except KeyboardInterrupt:
        return 130


def set_up(requirements: str) -> str:
    """Make the environment and install the requirements unless that was done before. What went wrong, or an empty string."""
    wanted = stamp(requirements)
    done = VENV / f"installed-{requirements}"
    if PYTHON.exists() and done.exists() and done.read_text("utf-8") == wanted:
        return ""
    if not PYTHON.exists():
        say("建立运行环境 .venv …")
        try:
            import venv  # noqa: PLC0415  (some Linux systems ship Python without it)

            venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
        except (ImportError, subprocess.CalledProcessError, OSError) as error:
            return (
                f"不能建立运行环境（{error}）。请安装 Python 的 venv 和 pip 组件（Debian、Ubuntu：apt install python3-venv），再运行一次。"
            )
    say(f"安装 {requirements} 中的组件（第一次需要联网，约几分钟）…")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", str(HOME / requirements)]
    if not show_progress(pip):
        return f"安装没有完成。请检查网络或软件源后再运行一次；没有网络时可先在另一台机器上 pip download -r {requirements}。"
    done.write_text(wanted, "utf-8")
    (VENV / "installed-requirements.txt").write_text(stamp("requirements.txt"), "utf-8")
    return ""


def show_progress(command: list[str]) -> bool:
    """Run pip and show one line that says what it is doing; all of its words if it fails."""
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            if line.startswith(("Collecting", "Installing")) and sys.stderr.isatty():
                print(f"\r  {lines[-1][:100]:<100}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(f"\r{'':<104}\r", end="", file=sys.stderr)
    if process.returncode:
        say("\n".join(lines[-15:]))
    return process.returncode == 0


def stamp(requirements: str) -> str:
    """A hash that changes when the requirements or the Python change."""
    files = [HOME / "requirements.txt", HOME / requirements]
    text = "".join(f.read_text("utf-8") for f in files) + sys.version
    return hashlib.sha256(text.encode()).hexdigest()


def say(text: str) -> None:
    """One line for the person in front of the screen."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> int:
    """Say what is wrong; the exit code for a mistake that the user can mend."""
    say(text)
    return 2


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows consoles are not always UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
