"""A Final Document is several texts: proposed by titles and likeness, carried out whole or not at all, and no word is lost between the parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_of_texts import ACTOR, MINES, MONEY, SCHOOLS, SURVEY, VICTIMS, WATER, WOMEN, DeskOfTexts

from negotiator.errors import BadInputError, ConflictError, UsageError
from negotiator.formats.readers import read
from negotiator.formats.word.build import markdown_to_word
from negotiator.services.compare import compare_revisions
from negotiator.services.files import ReadFile, read_file
from negotiator.services.import_revision import ImportWishes
from negotiator.services.redlines import redline_revisions
from negotiator.services.rereading import plan_reread, reread
from negotiator.services.split_plans import SplitPlan, check_plan, plan_toml, read_plan
from negotiator.services.splitting import import_split, known_documents, plan_split, propose

FINAL = f"""Final Document of the Conference of Borea

The Conference met for five days and adopted the texts that follow.

Annex I

Political declaration of Borea

We, the States, meeting in Borea,

1. {WATER}

2. {MINES}

3. {VICTIMS}

Annex II

Borea Action Plan

Action #1: {SURVEY}

Action #2: {MONEY}

Annex. Indicators

1. The share of districts that have been surveyed.

Annex III

List of documents

1. Paper one was submitted by the chair of the committee on schools.
"""


@pytest.fixture
def file(desk: DeskOfTexts) -> ReadFile:
    return read_file(str(desk.write("final.txt", FINAL)))


def proposed(desk: DeskOfTexts, file: ReadFile) -> SplitPlan:
    with desk.store.snapshot() as view:
        return propose(file, known_documents(view))


def carry_out(desk: DeskOfTexts, file: ReadFile, plan: SplitPlan, label: str = "Final") -> list[str]:
    with desk.store.snapshot() as view:
        split = plan_split(view, file, plan, ImportWishes("", label=label), "plan.toml")
    return [r.address for r in import_split(desk.store, ACTOR, desk.now, split)]


def texts(desk: DeskOfTexts, document: str) -> list[str]:
    with desk.store.snapshot() as view:
        return [c.clause.text for c in view.clauses(view.revision(document))]


def test_annexes_and_their_titles_say_which_part_is_which_document(desk: DeskOfTexts, file: ReadFile) -> None:
    plan = proposed(desk, file)
    assert [(p.document, p.part.first.quote) for p in plan.parts] == [
        ("declaration", "Political declaration of Borea"),
        ("action-plan", "Borea Action Plan"),
    ]
    assert [left.reason for left in plan.left_out] == [
        "cover page and what stands before the first document",
        "annex heading",
        "annex heading",
        "no known document: List of documents",
    ]


def test_a_part_is_the_document_whose_held_text_it_is_like(desk: DeskOfTexts) -> None:
    desk.bring("schools", "Zero draft", [SCHOOLS, WOMEN], title="Something else")
    file = read_file(str(desk.write("two.txt", f"Cover\n\nAnnex I\n\nOn learning\n\n1. {SCHOOLS}\n\n2. {WOMEN} Always.\n\nAnnex II\n\nOther\n\n1. {MINES}\n")))
    plan = proposed(desk, file)
    assert [p.document for p in plan.parts] == ["schools"]
    assert "of it is as in schools" in plan.parts[0].why


def test_the_plan_that_is_written_is_the_plan_that_is_read(desk: DeskOfTexts, file: ReadFile) -> None:
    plan = proposed(desk, file)
    back = read_plan(plan_toml(plan), "plan.toml")
    assert [(p.document, p.part, p.title) for p in back.parts] == [(p.document, p.part, p.title) for p in plan.parts]
    assert [(x.reason, x.part) for x in back.left_out] == [(x.reason, x.part) for x in plan.left_out]
    assert (back.name, back.sha256) == (plan.name, plan.sha256)


def test_every_word_stands_in_one_part_or_is_left_out(desk: DeskOfTexts, file: ReadFile) -> None:
    plan = proposed(desk, file)
    with desk.store.snapshot() as view:
        split = plan_split(view, file, plan, ImportWishes("", label="Final"), "plan.toml")
    assert all(part.balance.holds for part in split.imports)
    assert sum(part.balance.total for part in split.imports) + sum(words for _, words in split.left_out) == split.total == len(FINAL.split())


def test_all_parts_are_imported_in_one_entry_and_the_file_once(desk: DeskOfTexts, file: ReadFile) -> None:
    desk.bring("declaration", "Zero draft", [WATER, MINES, VICTIMS])
    assert carry_out(desk, file, proposed(desk, file)) == ["declaration@final", "action-plan@final"]
    with desk.store.snapshot() as view:
        entry = view.entries()[0]
        assert (entry.verb, entry.subject) == ("import", "declaration@final action-plan@final")
        assert view.source(view.revision("declaration").source_sha256) == file.content
        assert view.revision("declaration").based_on == "zero-draft"
        paths = {c.clause.text: c.clause.path for c in view.clauses(view.revision("declaration"))}
    assert paths[MINES] == "2"
    assert SURVEY in texts(desk, "action-plan")
    assert "The share of districts that have been surveyed." in texts(desk, "action-plan")
    assert not any("Paper one" in text for text in texts(desk, "action-plan"))


def test_if_one_part_cannot_be_imported_none_is(desk: DeskOfTexts, file: ReadFile) -> None:
    desk.bring("action-plan", "Final", [SURVEY, MONEY])
    with pytest.raises(ConflictError):
        carry_out(desk, file, proposed(desk, file))
    with desk.store.snapshot() as view:
        assert [d.slug for d in view.documents()] == ["action-plan"]


def test_a_part_is_read_again_as_a_part(desk: DeskOfTexts, file: ReadFile) -> None:
    carry_out(desk, file, proposed(desk, file))
    at = next(b.anchor for b in file.reading.blocks if b.text.startswith("We, the States"))
    with desk.store.snapshot() as view:
        plan = plan_reread(view, "declaration", f'[[block]]\nat = "{at}"\nquote = "We, the States"\nkind = "chapeau"\n')
    reread(desk.store, ACTOR, desk.now, plan)
    assert not any("district" in text for text in texts(desk, "declaration"))
    assert len(plan.kept) == len(plan.clauses)


def test_an_annex_s_number_on_the_line_of_its_title_is_no_part_of_its_paths(desk: DeskOfTexts) -> None:
    text = FINAL.replace("Annex I\n\n", "Annex I. ").replace("Annex II\n\n", "Annex II – ")
    file = read_file(str(desk.write("lines.txt", text)))
    carry_out(desk, file, proposed(desk, file))
    with desk.store.snapshot() as view:
        assert {c.clause.text: c.clause.path for c in view.clauses(view.revision("declaration"))}[MINES] == "2"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda toml: toml.replace("[[left-out]]", "[[left]]"), "a plan has no 'left'"),
        (lambda toml: toml[: toml.index("[[left-out]]")], "stands in no part and is not left out"),
        (lambda toml: toml.replace('sha256 = "', 'sha256 = "0'), "is a plan for another file"),
        (
            lambda toml: toml.replace('quote = "Borea Action Plan"', 'quote = "Borea Action"').replace('reason = "annex heading"', 'reason = ""'),
            "does not say why",
        ),
        (lambda toml: toml.replace('quote = "Borea Action Plan"', 'quote = "Nobody"'), "not 'Nobody'"),
        (lambda toml: toml.replace('document = "action-plan"', "document = 7"), "it has no text for document"),
        (lambda toml: "part = 3", "has no [[part]]"),
    ],
)
def test_a_plan_that_does_not_fit_changes_nothing(desk: DeskOfTexts, file: ReadFile, change: object, message: str) -> None:
    toml = plan_toml(proposed(desk, file))
    with pytest.raises(BadInputError) as error:
        check_plan(read_plan(change(toml), "plan.toml"), file, "plan.toml")  # type: ignore[operator]
    assert message in error.value.message


def test_a_place_in_two_parts_is_refused(desk: DeskOfTexts, file: ReadFile) -> None:
    plan = proposed(desk, file)
    with pytest.raises(BadInputError, match="stands in declaration and in"):
        check_plan(SplitPlan((plan.parts[0], *plan.parts), plan.left_out), file, "plan.toml")
    with desk.store.snapshot() as view, pytest.raises((UsageError, BadInputError)):
        plan_split(view, file, SplitPlan((plan.parts[0], *plan.parts)), ImportWishes(""), "plan.toml")


def test_the_sample_as_one_final_document_is_told_apart_again(desk: DeskOfTexts, tmp_path: Path) -> None:
    sample = Path(__file__).parents[3] / "drafts" / "siem-reap-angkor"
    pieces = []
    for number, slug in enumerate(("review", "declaration", "action-plan"), 1):
        desk.bring_file(slug, "Rev.1", sample / f"{slug}-rev1.docx")
        found = read_file(str(sample / f"{slug}-rev2.docx"))
        lines = [f"{c.number} {c.text}".strip().replace("\n", " ") for c in found.clauses if c.kind not in ("footnote", "table-cell", "indicator")]
        pieces.append(f"Annex {'I' * number}\n\n" + "\n\n".join(lines))
    file = read_file(str(desk.write("final document.txt", "Final Document\n\nAdopted by the Conference at its last meeting.\n\n" + "\n\n".join(pieces) + "\n")))
    plan = proposed(desk, file)
    assert [p.document for p in plan.parts] == ["review", "declaration", "action-plan"]
    assert sum(p.words for p in plan.parts) + sum(x.words for x in plan.left_out) == file.reading.words


def test_a_word_redline_of_a_part_holds_no_other_part(desk: DeskOfTexts, tmp_path: Path) -> None:
    path = tmp_path / "final.docx"
    path.write_bytes(markdown_to_word(f"# Final Document\n\nThe Conference met.\n\n{FINAL.partition('follow.')[2]}", None))
    desk.bring("declaration", "Zero draft", [WATER, MINES.replace("2030", "2035"), VICTIMS])
    file = read_file(str(path))
    carry_out(desk, file, proposed(desk, file))
    with desk.store.snapshot() as view:
        old, new = view.revision("declaration", "zero-draft"), view.revision("declaration")
        comparison = compare_revisions(view, old, new)
        out = redline_revisions(view, old, new, comparison, author="Quillon", at=desk.now)
    assert comparison.sender is None
    text = " ".join(b.text for b in read("out.docx", out).blocks)
    assert MINES in text
    assert SURVEY not in text
