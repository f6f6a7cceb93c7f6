"""The packages that users get: the wheel holds templates and sample, and works where nothing else of ours is."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel that is built from it."""
    out = tmp_path_factory.mktemp("dist")
    isolation = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    done = subprocess.run([sys.executable, "-m", "build", *isolation, "--outdir", str(out), str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,) = out.glob("*.tar.gz")
    (wheel,) = out.glob("*.whl")
    return sdist, wheel


def in_tree(folder: str, *suffixes: str) -> set[str]:
    tracked = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=False)
    names = tracked.stdout.splitlines() if tracked.returncode == 0 else []
    names = names or [p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()]
    return {name for name in names if name.endswith(suffixes)}


def test_the_wheel_holds_code_templates_and_sample(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        held = set(wheel.namelist())
    wanted = in_tree("negotiator", ".py", ".json", ".tsv", ".tcss", ".typed")
    wanted |= {f"negotiator/_{name}" for folder in ("templates", "drafts") for name in in_tree(folder, ".j2", ".docx", ".toml")}
    assert wanted
    assert wanted <= held, f"the wheel lacks {sorted(wanted - held)[:5]}"
    assert not [name for name in held if name.startswith(("tests/", "bench/", "docs/", "templates/", "drafts/"))]
    assert not [name for name in held if "__pycache__" in name or name.endswith((".db", ".pyc"))]
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_sdist_holds_what_the_wheel_and_its_tests_are_made_of(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as sdist:
        held = {name.partition("/")[2] for name in sdist.getnames()}
    for folder in ("negotiator", "templates", "drafts", "tests", "docs", "bench"):
        assert in_tree(folder, ".py", ".j2", ".docx", ".toml", ".md", ".json") <= held
    assert {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"} <= held


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel; the libraries are lent to it, our source tree is not."""
    home = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(built[1])]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    asked = subprocess.run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True)
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(asked.stdout.strip()) / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    return python


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run([str(installed), "-c", "import negotiator; print(negotiator.__file__)"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(installed.parents[1]), "the wheel's code runs, not the source tree's"
    command = installed.with_name("negotiator.exe" if sys.platform == "win32" else "negotiator")
    done = subprocess.run([str(command), "demo", "talks", "--no-tui"], capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "together:" in done.stderr
    assert "II.2.9" in done.stdout
    written = {p.name for p in (tmp_path / "talks").iterdir()}
    assert "negotiation.db" in written
    assert sum(name.endswith("-own.docx") for name in written) >= 4, "a report, and a redline of each outcome document"
    assert sum(name.endswith("-group.docx") for name in written) >= 3
