"""A file with tracked changes as it is marked: who changed which words, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from list_samples import cell, table
from word_parts import by, para, run, word_file

from negotiator.formats.word.blocks import View, read_marks, read_word
from negotiator.formats.word.marks import How, MarkedParagraph, Told, count_changes
from negotiator.formats.word.redline import redline
from negotiator.model.block import BlockRole, Reading
from negotiator.resources import folder

AT = datetime(2025, 3, 1, 9, tzinfo=UTC)
ARLEN = "Delegation of Arlen"


def marks(*body: str) -> tuple[MarkedParagraph, ...]:
    return read_marks("draft.docx", word_file(*body))


def ins(content: str, n: int = 1) -> str:
    return f"<w:ins {by(n)}>{content}</w:ins>"


def deleted(text: str, n: int = 2) -> str:
    return f'<w:del {by(n)}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def test_every_piece_knows_what_was_done_to_it_by_whom_and_when() -> None:
    (paragraph,) = marks(para(run("States ") + deleted("may") + ins(run("shall ") + deleted("not ")) + run("report")))
    assert [(p.text, p.how, p.gone) for p in paragraph.pieces] == [
        ("States ", None, False), ("may", How.DELETED, True), ("shall ", How.INSERTED, False), ("not ", How.DELETED, True), ("report", None, False),
    ]  # fmt: skip
    assert paragraph.pieces[3].told == (Told(How.INSERTED, ARLEN, AT), Told(How.DELETED, ARLEN, AT))
    assert count_changes((paragraph,)) == 1


def test_a_move_is_one_change_and_known_at_both_ends() -> None:
    gone, come = marks(para(f"<w:moveFrom {by(1)}>{run('all')}</w:moveFrom>{run(' stays')}"), para(f"<w:moveTo {by(2)}>{run('all')}</w:moveTo>"))
    assert [(p.text, p.how) for p in (*gone.pieces, *come.pieces)] == [("all", How.MOVED_FROM), (" stays", None), ("all", How.MOVED_TO)]
    assert count_changes((gone, come)) == 1


def test_rows_and_paragraph_marks_are_changes() -> None:
    rows = f"<w:tr><w:trPr><w:ins {by(3)}/></w:trPr>{cell(para('new row'))}</w:tr>"
    body = (
        para("kept"),
        para(ins(run("new")), f"<w:rPr><w:ins {by(4)}/></w:rPr>"),
        para("next"),
        f"<w:tbl><w:tblGrid/>{rows}</w:tbl>",
        table((cell(para("old")),)),
    )
    found = [p for p in marks(*body) if p.changed]
    assert [(p.anchor.index, [q.text for q in p.pieces], [m.how for m in p.mark]) for p in found] == [(2, ["new"], [How.INSERTED]), (4, ["new row"], [])]
    assert count_changes(marks(*body)) == 2


def test_a_paragraph_that_came_whole_is_one_change_with_the_words_before_it() -> None:
    body = (para(run("a") + ins(run(" b")), f"<w:rPr><w:ins {by(4)}/></w:rPr>"), para(ins(run("c"))), para("d" + "e"))
    assert count_changes(marks(*body)) == 1


def test_a_file_without_changes_has_nothing_to_tell() -> None:
    assert marks(para("One")) == ()


@pytest.mark.parametrize("view", View)
def test_both_settled_views_are_in_the_marked_one(bench: Path, view: View) -> None:
    """Taking away what a view leaves out gives that view's words, paragraph for paragraph, wherever paragraphs stay whole."""
    for file in sorted((bench / "bench/word/revisions").glob("*.docx")):
        marked = {p.anchor: p for p in read_marks(file.name, file.read_bytes())}
        for block in read_word(file.name, file.read_bytes(), view).blocks:
            paragraph = marked.get(block.anchor)
            if paragraph is None or block.joined or block.role is not BlockRole.BODY or block.cell:
                continue
            come = (How.INSERTED, How.MOVED_TO)
            shown = [p.text for p in paragraph.pieces if not (p.gone if view is View.ACCEPTED else any(t.how in come for t in p.told))]
            assert "".join(shown).split() == block.text.split(), (file.name, block.anchor)


def test_our_own_redlines_hold_both_texts_with_their_numbers() -> None:
    """As accepted the new text, as rejected the old one, block for block."""
    drafts = folder("drafts") / "siem-reap-angkor"
    for slug in ("declaration", "review", "action-plan"):
        old, new = (drafts / f"{slug}-{label}.docx" for label in ("zero-draft", "rev1"))
        marked = redline(old.read_bytes(), new.read_bytes(), author=ARLEN, at=AT)
        for view, truth in ((View.ACCEPTED, new), (View.REJECTED, old)):
            assert shown(read_word("marked.docx", marked, view)) == shown(read_word(truth.name, truth.read_bytes())), (slug, view)
        assert count_changes(read_marks("marked.docx", marked)) > 5


def shown(reading: Reading) -> list[tuple[str, str, BlockRole, int]]:
    return [(b.label, b.text, b.role, b.heading) for b in reading.blocks if b.role is not BlockRole.STRUCK and b.text.strip()]
