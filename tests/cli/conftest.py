"""The command line as a person uses it: a folder, a workspace, commands typed, what came back."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest
from console import Ended, Prepared, Typed

from negotiator.cli.app import run
from negotiator.services.demo import WORKSPACE, build_demo


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, 110 columns, a named person, and none of the settings of whoever runs the tests."""
    for name in ("NEGOTIATOR_WORKSPACE", "NEGOTIATOR_DEBUG", "NO_COLOR", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NEGOTIATOR_USER", "tester")
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run one command in this process."""

    def type_(*words: str, stdin: bytes | None = None) -> Ended:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run(list(words))
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return type_


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample negotiation with its workspace, built once; nobody writes to it."""
    folder = tmp_path_factory.mktemp("sample") / "siem-reap-angkor"
    for _ in build_demo(folder):
        pass
    return folder


@pytest.fixture
def workspace(sample: Path, desk: Path) -> Path:
    """A copy of the sample's workspace in the current folder, with nothing beside it."""
    path = desk / WORKSPACE
    shutil.copyfile(sample / WORKSPACE, path)
    return path


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A small workspace with the texts given, built once for each set of them: `prepared(("zero.txt", TEXT, "--label", "Zero draft"), …)`."""
    built: dict[tuple[tuple[str, ...], ...], Path] = {}

    def prepare(*texts: tuple[str, ...]) -> Path:
        if texts not in built:
            folder = tmp_path_factory.mktemp("prepared")
            workspace = str(folder / WORKSPACE)
            assert run(["--workspace", workspace, "init"]) == 0
            for name, text, *options in texts:
                (folder / name).write_text(text, encoding="utf-8")
                assert run(["--workspace", workspace, "import", str(folder / name), *options]) == 0
            built[texts] = folder
        for path in built[texts].iterdir():
            shutil.copyfile(path, path.name)
        return Path(WORKSPACE).resolve()

    return prepare
