"""The one door: it starts under any Python, says what is missing, and sets itself up only once."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module whose home is an empty folder with requirements that need nothing."""
    spec = importlib.util.spec_from_file_location("door", ROOT / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements.txt").write_text("# nothing\n", "utf-8")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\n", "utf-8")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "HOME", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / module.PYTHON.relative_to(module.PYTHON.parent.parent))
    return module


def test_only_the_standard_library_is_imported() -> None:
    text = (ROOT / "run.py").read_text("utf-8")
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.strip().startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


def test_an_old_python_is_told_what_to_install(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    assert door.main([]) == 2
    assert "3.11" in capsys.readouterr().err


def test_the_environment_is_made_once(door: ModuleType) -> None:
    assert door.set_up("requirements-dev.txt") == ""
    assert door.PYTHON.exists()
    made = door.PYTHON.stat().st_mtime_ns
    assert door.set_up("requirements.txt") == ""
    (door.HOME / "requirements.txt").write_text("# changed\n", "utf-8")
    assert door.set_up("requirements.txt") == ""
    assert door.PYTHON.stat().st_mtime_ns == made


def test_a_failed_installation_says_what_to_do(door: ModuleType) -> None:
    (door.HOME / "requirements.txt").write_text("./no-such-package\n", "utf-8")
    assert "安装没有完成" in door.set_up("requirements.txt")
    assert not (door.VENV / "installed-requirements.txt").exists()
