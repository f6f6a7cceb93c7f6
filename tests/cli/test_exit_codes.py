"""How commands end: the codes that scripts rely on, and a pipe that closes early."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from console import Typed, journal

from negotiator.cli import app, main
from negotiator.errors import RefusedError


def test_0_when_done(typed: Typed, workspace: Path) -> None:
    assert typed("documents").code == 0


@pytest.mark.parametrize("what", ["unmet", "recheck", "unassessed", "unmet,recheck"])
def test_1_when_a_check_finds_something(typed: Typed, workspace: Path, what: str) -> None:
    ended = typed("coverage", "--fail-on", what)
    assert ended.code == 1
    assert ended.out == typed("coverage").out


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("coverage", "--fail-on", "sunshine"), "sunshine"),
        (("coverage", "statement"), "statement"),
        (("clauses", "declaration@rev9"), "rev9"),
        (("clauses", "a b"), "no address"),
        (("show", "declaration"), "names no paragraph"),
        (("show", "declaration:999"), "999"),
        (("show", "II.2.2"), "eu-position:II.2.2"),
        (("history", "nothing:1"), "nothing"),
        (("revisions", "nothing"), "nothing"),
        (("suggest", "II.9.9"), "II.9.9"),
        (("suggest", "--in", "nothing"), "nothing"),
        (("search", "--document", "nothing", "mine"), "nothing"),
        (("compare", "declaration@rev1", "nowhere.docx"), "nowhere.docx"),
        (("compare", "nothing@rev1", "declaration"), "nothing"),
        (("issued", "declaration@rev9"), "rev9"),
        (("point", "set", "II.2.9"), "nothing to set"),
        (("point", "set", "II.2.9", "--target", "nothing"), "nothing"),
        (("point", "set", "II.9.9", "--priority", "must"), "II.9.9"),
        (("export", "declaration", "--as", "redline", "--for", "own", "-o", "x.pdf"), "x.pdf"),
        (("export", "--as", "redline", "--for", "own"), "which document"),
        (("export", "declaration@zero-draft", "--as", "redline", "--for", "own"), "first version"),
        (("export", "declaration", "--as", "redline"), "--for"),
        (("log", "--limit", "0"), "0"),
        (("link", "II.2.9", "6", "--as", "splendid"), "splendid"),
        (("undo", "9999"), "9999"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_2_when_used_wrongly(typed: Typed, workspace: Path, command: tuple[str, ...], says: str) -> None:
    before = workspace.read_bytes()
    ended = typed(*command)
    assert ended.code == 2, ended.err
    assert ended.out == ""
    assert says in ended.err
    assert workspace.read_bytes() == before
    assert [p.name for p in workspace.parent.iterdir()] == [workspace.name]


def test_3_when_it_is_there_already(typed: Typed, workspace: Path) -> None:
    ended = typed("init")
    assert ended.code == 3
    assert "is there already" in ended.err
    assert typed("documents").code == 0


def test_4_when_the_workspace_cannot_be_reached(typed: Typed, desk: Path) -> None:
    (desk / "negotiation.db").write_bytes(b"no database at all, but a file of that name " * 40)
    for command in (("documents",), ("coverage",), ("log",)):
        ended = typed(*command)
        assert ended.code == 4, ended.err
        assert "negotiation.db" in ended.err
    ended = typed("--workspace", "mysql://host/name", "documents")
    assert ended.code == 4
    assert "mysql" in ended.err


def test_without_a_workspace_commands_say_how_to_get_one_and_create_nothing(typed: Typed, desk: Path) -> None:
    for command in ((), ("documents",), ("coverage",), ("link", "II.1", "--as", "absent"), ("undo",)):
        ended = typed(*command)
        assert ended.code == 2, ended.err
        assert "negotiator init" in ended.err
        assert not list(desk.iterdir())
    assert "negotiator demo" in typed().err


def test_5_when_our_own_check_refuses(typed: Typed, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import negotiator.services.export as service

    def refuse(*_: object, **__: object) -> None:
        raise RefusedError("paragraph 7: accepting all gives other words", hint="nothing was written")

    monkeypatch.setattr(service, "export", refuse)
    ended = typed("export", "declaration", "--as", "annotated", "--for", "own", "-o", "out.docx")
    assert ended.code == 5
    assert "paragraph 7" in ended.err
    assert not Path("out.docx").exists()


def test_70_when_the_program_is_wrong_and_no_document_text_is_shown(typed: Typed, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import negotiator.services.search as service

    def fail(*_: object, **__: object) -> None:
        raise ValueError("our secret fall-back position")

    monkeypatch.setattr(service, "search", fail)
    ended = typed("search", "mines")
    assert ended.code == 70
    assert "ValueError in " in ended.err
    assert "test_exit_codes:" in ended.err
    assert "secret" not in ended.err + ended.out
    monkeypatch.setenv("NEGOTIATOR_DEBUG", "1")
    with pytest.raises(ValueError, match="secret"):
        typed("search", "mines")


def test_130_when_interrupted(typed: Typed, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import negotiator.services.search as service

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(service, "search", interrupt)
    ended = typed("search", "mines")
    assert ended.code == 130
    assert "Traceback" not in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no interrupt signal for another process")
def test_130_when_a_person_presses_control_c(desk: Path) -> None:
    with subprocess.Popen([sys.executable, "-m", "negotiator", "parse", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(b"1. One.\n" * 40_000)  # more than a pipe holds: once it is taken, the command is reading
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        running.stdin.close()
        said = running.stderr.read()
    assert running.returncode == 130
    assert b"Traceback" not in said


def test_130_when_control_c_comes_before_the_command_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "run", interrupt)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE-like ending")
@pytest.mark.parametrize("command", [("clauses", "review"), ("coverage", "--format", "json"), ("compare", "review@zero-draft", "review@rev2", "--all")])
def test_a_closed_pipe_is_silent(workspace: Path, command: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run([sys.executable, "-m", "negotiator", *command], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert b"Traceback" not in ended.stderr
    assert b"Broken" not in ended.stderr
    assert b"internal error" not in ended.stderr
    assert ended.returncode == 0


def test_a_password_in_an_address_is_refused_and_not_repeated(typed: Typed) -> None:
    ended = typed("--workspace", "postgresql://me:hunter2@host/name", "documents")
    assert ended.code == 2
    assert "PGPASSWORD" in ended.err
    assert "hunter2" not in ended.err


def test_a_password_from_the_environment_is_not_shown_when_the_server_is_not_there(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEGOTIATOR_WORKSPACE", "postgresql://me:hunter2@127.0.0.1:1/name")
    ended = typed("documents")
    assert ended.code == 4
    assert "127.0.0.1" in ended.err
    assert "hunter2" not in ended.err + ended.out


def test_every_ending_of_the_error_tree_has_its_code() -> None:
    from negotiator import errors

    codes = {name: kind.exit_code for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.NegotiatorError)}
    assert codes == {
        "NegotiatorError": 70,
        "UsageError": 2,
        "NotFoundError": 2,
        "BadInputError": 2,
        "BadTemplateError": 2,
        "ConflictError": 3,
        "StoreError": 4,
        "RefusedError": 5,
    }
    assert app.run.__doc__ is not None


def test_the_journal_names_who_worked(typed: Typed, workspace: Path) -> None:
    typed("--as", "Ane", "point", "set", "II.2.9", "--priority", "must")
    newest = typed("log", "--limit", "1", "--format", "json").json[0]
    assert newest["actor"] == "Ane"
    assert newest["verb"] == "set point"
    assert len(journal(workspace)) == newest["id"]
