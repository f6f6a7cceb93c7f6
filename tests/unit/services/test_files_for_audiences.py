"""Every file for every audience, opened and searched: nothing closed stands in it, and what is open is not held back by chance."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk_of_texts import ACTOR, MINES, SURVEY, VICTIMS, WATER, WOMEN, DeskOfTexts

from negotiator.errors import NegotiatorError, RefusedError, UsageError
from negotiator.model.audience import Audience
from negotiator.model.point import PointKind, Priority
from negotiator.services.export import Exported, ExportWishes, Form, export
from negotiator.services.papers import report_context

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
NOTE = "Zephyrine fallback: Arlen must not learn of this"
POINTS = ("Obelisk: women decide.", "Obelisk: mines are cleared.", "Obelisk: oppose surveys.")
JUDGED = ("reflected", "partial", "contradicted", "confirmed", "re-check", "recheck", "unmet", "partly", "standing")
OWN_ONLY = ("zephyrine", ACTOR.casefold(), "red line", "red-line")
CLOSED = {
    Audience.OWN: (),
    Audience.GROUP: OWN_ONLY,
    Audience.PARTNERS: (*OWN_ONLY, *JUDGED, "prevent"),
    Audience.ROOM: (*OWN_ONLY, *JUDGED, "prevent", "obelisk"),
}


def word(path: Path, paragraphs: list[str], *, author: str = "Secretariat", header: str = "") -> Path:
    """A Word file as an office makes it."""
    import docx

    path.parent.mkdir(exist_ok=True)
    file = docx.Document()
    file.core_properties.author = author
    if header:
        file.sections[0].header.paragraphs[0].text = header
    for number, text in enumerate(paragraphs, 1):
        file.add_paragraph(f"{number}. {text}")
    file.save(str(path))
    return path


@pytest.fixture
def judged(desk: DeskOfTexts) -> DeskOfTexts:
    """A declaration in two Word versions, three points with verdicts of three kinds, notes, a red line."""
    first = word(desk.folder / "first.docx", [WATER, MINES, SURVEY, VICTIMS])
    second = word(desk.folder / "second.docx", [WATER, MINES.replace("2030", "2035"), SURVEY, VICTIMS, WOMEN])
    desk.bring_file("declaration", "Rev.1", first)
    desk.bring_file("declaration", "Rev.2", second)
    desk.paper(*POINTS)
    desk.judge("P1", "reflected", "5", quote="fully and equally", note=NOTE)
    desk.judge("P2", "partial", "declaration@rev1:2", note=NOTE)
    desk.judge("P3", "contradicted", "3", note=NOTE)
    desk.set("P1", priority=Priority.RED_LINE)
    desk.set("P3", kind=PointKind.PREVENT)
    return desk


def handed_over(desk: DeskOfTexts, form: Form, audience: Audience, target: str = "", **wishes: object) -> Exported:
    with desk.store.snapshot() as view:
        return export(view, ExportWishes(form, audience, target, **wishes), AT)  # type: ignore[arg-type]


def said(done: Exported) -> str:
    """All that a file holds, as one text in small letters; of a Word file every part but its style sheets."""
    if done.name.endswith(".md"):
        return done.content.decode().casefold()
    with zipfile.ZipFile(io.BytesIO(done.content)) as package:
        parts = [package.read(part).decode("utf-8", "replace") for part in package.namelist() if "styles" not in part.casefold()]
    return "\n".join(parts).casefold()


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize(
    ("form", "target", "wishes"),
    [
        (Form.REDLINE, "declaration", {"comments": True}),
        (Form.ANNOTATED, "declaration", {}),
        (Form.ANNOTATED, "declaration@rev1", {}),
        (Form.POSITION, "eu-position", {}),
        (Form.ANNOTATED, "eu-position", {}),
        (Form.REPORT, "", {}),
        (Form.REPORT, "declaration", {"markdown": True}),
    ],
)
def test_a_file_holds_nothing_that_is_closed_to_its_readers(
    judged: DeskOfTexts, audience: Audience, form: Form, target: str, wishes: dict[str, object]
) -> None:
    if audience is Audience.ROOM and (form in (Form.POSITION, Form.REPORT) or target == "eu-position"):
        with pytest.raises(RefusedError, match="room"):
            handed_over(judged, form, audience, target, **wishes)
        return
    done = handed_over(judged, form, audience, target, **wishes)
    text = said(done)
    assert not [closed for closed in CLOSED[audience] if closed in text]
    assert f"-{audience.value}" in done.name


def test_our_own_file_says_what_the_others_must_not_hold(judged: DeskOfTexts) -> None:
    text = said(handed_over(judged, Form.ANNOTATED, Audience.OWN, "declaration"))
    assert "zephyrine" in text and "partial" in text and "obelisk" in text
    report = said(handed_over(judged, Form.REPORT, Audience.OWN, markdown=True))
    assert "red line" in report and "zephyrine" in report


def test_a_template_of_ones_own_is_given_only_what_is_open(judged: DeskOfTexts, tmp_path: Path) -> None:
    mine = tmp_path / "mine.md.j2"
    mine.write_text("# x\n\n{{ documents | string | md }} {{ title | md }} {{ audience | md }}\n", encoding="utf-8")
    with judged.store.snapshot() as view:
        from negotiator.services.coverage import coverage_of

        for audience in Audience:
            context = str(report_context(view, coverage_of(view), audience, AT.date())).casefold()
            closed = [word_ for word_ in CLOSED[audience] if word_ in context and word_ not in ("partly", "unmet", "recheck", "standing")]
            assert not closed, audience
    text = said(handed_over(judged, Form.REPORT, Audience.PARTNERS, template=mine, markdown=True))
    assert "obelisk" in text and "zephyrine" not in text and "quillon" not in text


def test_what_the_issued_file_says_itself_holds_nothing_back(desk: DeskOfTexts) -> None:
    issued = word(desk.folder / "first.docx", [WATER, MINES, SURVEY], author=ACTOR, header=f"Text of the {ACTOR}")
    desk.bring_file("declaration", "Rev.1", issued)
    desk.paper(MINES)
    desk.judge("P1", "reflected", "2", note=NOTE)
    assert "zephyrine" not in said(handed_over(desk, Form.ANNOTATED, Audience.ROOM, "declaration"))


def test_tracked_changes_against_a_part_of_a_text_are_refused_and_a_whole_text_goes_back_to_a_whole_one(desk: DeskOfTexts) -> None:
    desk.bring_file("declaration", "Rev.1", word(desk.folder / "first.docx", [WATER, MINES, SURVEY, VICTIMS]))
    part = desk.bring_file("declaration", "CRP.1", word(desk.folder / "part.docx", [MINES.replace("2030", "2035")]), scope="2")
    second = word(desk.folder / "second.docx", [WATER, MINES.replace("2030", "2035"), SURVEY, VICTIMS, WOMEN])
    desk.bring_file("declaration", "Rev.2", second, based_on=part.slug)
    with pytest.raises(UsageError, match="about 2 only"):
        handed_over(desk, Form.REDLINE, Audience.OWN, "declaration@crp1")
    assert "declaration@rev1 with tracked changes to declaration@rev2" in handed_over(desk, Form.REDLINE, Audience.OWN, "declaration").said


def test_a_file_is_made_of_the_language_that_was_asked_for(desk: DeskOfTexts) -> None:
    desk.bring_file("declaration", "Rev.1", word(desk.folder / "en.docx", [WATER, MINES, SURVEY]), language="en")
    desk.bring_file(
        "declaration", "Rev.1", word(desk.folder / "fr.docx", ["Les puits sont protégés.", "Les mines sont enlevées.", "Les enquêtes."]), language="fr"
    )
    desk.bring_file("declaration", "Rev.2", word(desk.folder / "en2.docx", [WATER, MINES, SURVEY, WOMEN]), language="en")
    desk.bring_file(
        "declaration", "Rev.2", word(desk.folder / "fr2.docx", ["Les puits sont bien protégés.", "Les mines sont enlevées.", "Les enquêtes."]), language="fr"
    )
    assert "les puits" in said(handed_over(desk, Form.ANNOTATED, Audience.OWN, "declaration@rev1/fr"))
    redline = said(handed_over(desk, Form.REDLINE, Audience.OWN, "declaration@rev2/fr"))
    assert "les puits sont" in redline and "the parties" not in redline


@pytest.mark.parametrize(
    ("form", "target", "wishes"),
    [
        (Form.REDLINE, "declaration:2", {}),
        (Form.REDLINE, "declaration", {"since": "rev2"}),
        (Form.REDLINE, "", {}),
        (Form.REDLINE, "declaration", {"author": "Bell\x07"}),
        (Form.REDLINE, "treaty", {}),
        (Form.REDLINE, "declaration@rev9", {}),
        (Form.REPORT, "declaration@rev1", {}),
        (Form.REPORT, "eu-position", {}),
        (Form.REPORT, "", {"reference": Path("gone.docx")}),
        (Form.REPORT, "", {"template": Path("gone.md.j2")}),
        (Form.POSITION, "", {}),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_out(judged: DeskOfTexts, form: Form, target: str, wishes: dict[str, object]) -> None:
    with pytest.raises(NegotiatorError) as refused:
        handed_over(judged, form, Audience.OWN, target, **wishes)
    assert refused.value.hint


FALLBACK = "Fallback-Omega acceptable to capital"


@pytest.fixture
def two_texts(judged: DeskOfTexts) -> DeskOfTexts:
    """A second outcome document, a verdict on it with a note, and a note that was overruled since."""
    judged.bring_file("review", "Zero draft", word(judged.folder / "review.docx", [VICTIMS, WATER]))
    judged.set("P3", targets=("declaration", "review"))
    judged.judge("P2", "reflected", "declaration:2", note=FALLBACK)
    judged.judge("P2", "partial", "declaration:2", note="Nothing more to say")
    return judged


@pytest.mark.parametrize("form", [Form.REDLINE, Form.ANNOTATED, Form.TABLE])
def test_what_the_user_puts_on_a_file_is_searched_too(two_texts: DeskOfTexts, form: Form) -> None:
    for option in ("author", "marking"):
        for words in (FALLBACK, "fallback omega", "see: FALLBACK-OMEGA acceptable to capital!"):
            for audience in (Audience.GROUP, Audience.PARTNERS, Audience.ROOM):
                with pytest.raises(RefusedError, match=f"--{option} would show") as refused:
                    handed_over(two_texts, form, audience, "declaration", **{option: words})
                assert "fallback" in str(refused.value).casefold()
                assert f"--{option}" in refused.value.hint
        assert handed_over(two_texts, form, Audience.OWN, "declaration", **{option: FALLBACK})


def test_names_of_documents_and_versions_are_searched_too(two_texts: DeskOfTexts) -> None:
    two_texts.bring_file("side", "Zero draft", word(two_texts.folder / "side.docx", [MINES]), title=f"Side text: {FALLBACK}")
    two_texts.bring_file("side", FALLBACK, word(two_texts.folder / "later.docx", [MINES, WATER]))
    for target, words in (("side@zero-draft", "the title of side"), ("side", "the title of side")):
        with pytest.raises(RefusedError, match=words):
            handed_over(two_texts, Form.TABLE, Audience.ROOM, target)
    two_texts.bring_file("review", FALLBACK, word(two_texts.folder / "again.docx", [VICTIMS, WATER, MINES]))
    with pytest.raises(RefusedError, match="the name of review@fallback-omega"):
        handed_over(two_texts, Form.REDLINE, Audience.ROOM, "review")


def test_names_and_markings_that_tell_nothing_pass(two_texts: DeskOfTexts) -> None:
    two_texts.judge("P1", "reflected", "5", note="European Union and Rev.2 may go LIMITE to Women take part fully")
    from negotiator.services.parties import add

    add(two_texts.store, ACTOR, two_texts.now, "European Union")
    for author, marking in (("European Union", "LIMITE"), ("Rev.2", "Rev.2"), (ACTOR, ""), ("Women take part fully", "")):
        assert handed_over(two_texts, Form.REDLINE, Audience.ROOM, "declaration", author=author, marking=marking)
    with pytest.raises(RefusedError, match="--marking"):
        handed_over(two_texts, Form.REDLINE, Audience.ROOM, "declaration", marking=f"seen by {ACTOR}")


def test_notes_on_other_documents_and_those_overruled_are_closed_too(two_texts: DeskOfTexts, tmp_path: Path) -> None:
    mine = tmp_path / "mine.md.j2"
    for words in (FALLBACK, NOTE, ACTOR):
        mine.write_text(f"# x\n\n{words}\n", encoding="utf-8")
        for form, target in ((Form.REPORT, "review"), (Form.TABLE, "review"), (Form.POSITION, "eu-position")):
            with pytest.raises(RefusedError, match="closed to it"):
                handed_over(two_texts, form, Audience.GROUP, target, template=mine)


def test_our_whole_paper_is_closed_to_the_room(two_texts: DeskOfTexts, tmp_path: Path) -> None:
    mine = tmp_path / "mine.md.j2"
    mine.write_text(f"# x\n\n{POINTS[1]}\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="the room"):
        handed_over(two_texts, Form.TABLE, Audience.ROOM, "review", template=mine)


def test_a_report_on_one_document_says_nothing_of_the_others(two_texts: DeskOfTexts) -> None:
    both = said(handed_over(two_texts, Form.REPORT, Audience.GROUP, "", markdown=True))
    one = said(handed_over(two_texts, Form.REPORT, Audience.GROUP, "declaration", markdown=True))
    assert both.count("\n## ") == 2 and one.count("\n## ") == 1
    assert "no point of the paper" not in one


def test_partners_see_where_a_point_is_spoken_to_and_not_how_well(judged: DeskOfTexts) -> None:
    text = said(handed_over(judged, Form.REPORT, Audience.PARTNERS, "declaration", markdown=True))
    assert text.startswith("# our points and the paragraphs that they speak to")
    assert "| p1 | paragraph\u00a05 | obelisk: women decide. |" in text


def test_a_table_of_a_first_version_shows_its_text(judged: DeskOfTexts) -> None:
    text = said(handed_over(judged, Form.TABLE, Audience.ROOM, "declaration@rev1", markdown=True))
    assert "non-technical surveys" in text and "point" not in text


def test_the_room_is_told_the_day_and_not_the_hour(judged: DeskOfTexts) -> None:
    assert "2026-03-02t08:00" in said(handed_over(judged, Form.REDLINE, Audience.PARTNERS, "declaration"))
    text = said(handed_over(judged, Form.REDLINE, Audience.ROOM, "declaration"))
    assert "2026-03-02t00:00" in text and "t08:00" not in text


def test_what_was_taken_out_of_both_files_is_one_sum(judged: DeskOfTexts) -> None:
    done = handed_over(judged, Form.REDLINE, Audience.ROOM, "declaration", comments=True)
    assert done.said.endswith("; taken out for the room: document properties, custom XML, a thumbnail")
    assert done.said.count("document properties") == 1
