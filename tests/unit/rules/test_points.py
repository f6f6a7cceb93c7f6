"""Which paragraphs of a position paper are points, and of which outcome documents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from negotiator.model.clause import Clause
from negotiator.model.point import Delivery, Point, PointKind, PointProperties, Priority
from negotiator.rules.points import detect_points, detected_kind
from negotiator.rules.targets import is_introduction, named_targets

OUTCOMES = {
    "review": "Review of the operation and status of the Convention",
    "declaration": "Political declaration",
    "action-plan": "Action plan 2025-2029",
}


def clause(path: str, text: str, kind: str = "operative", parent: str | None = None, *, level: int = 0, target: str = "") -> Clause:
    return Clause(path, path, path.rpartition(".")[2], kind, text, level, parent, target=target)


PAPER = (
    clause("I", "Introduction", "heading"),
    clause("I.1", "The Union supports the Convention and its action plan.", parent="I", level=1),
    clause("II", "Elements for the Review Conference", "heading"),
    clause("II.1", "With regard to the review of the status of the Convention", "heading", "II", level=1),
    clause("II.1.1", "Name the new challenges.", parent="II.1", level=2),
    clause("II.1.2", "Seek a detailed account, including:", "chapeau", "II.1", level=2),
    clause("II.1.2.h", "Implementation of the Oslo Action Plan", "heading", "II.1.2", level=3),
    clause("II.1.2.a", "of what was cleared;", "subparagraph", "II.1.2", level=3),
    clause("II.2", "The political declaration of the Conference", "heading", "II", level=1),
    clause("II.2.1", "Oppose any weakening of the norm.", parent="II.2", level=2),
    clause("II.2.n", "A note.", "footnote", "II.2", level=2),
)


def detect(clauses: tuple[Clause, ...] = PAPER, outcomes: dict[str, str] | None = None, **chosen: PointProperties) -> dict[str, Point]:
    provisions = {c.id: place for place, c in enumerate(clauses, 1)}
    overrides = {provisions[path.replace("_", ".")]: (3, properties) for path, properties in chosen.items()}
    points = detect_points(
        clauses, document="eu", language="en", outcomes=OUTCOMES if outcomes is None else outcomes, provisions=provisions, overrides=overrides
    )
    return {p.id: p for p in points}


def test_headings_say_which_document_a_paragraph_addresses() -> None:
    assert {path: p.targets for path, p in detect().items()} == {
        "II.1.1": ("review",),
        "II.1.2": ("review",),
        "II.1.2.a": ("review",),
        "II.2.1": ("declaration",),
    }


def test_a_chapeau_is_listed_but_not_counted() -> None:
    assert [path for path, p in detect().items() if not p.counted] == ["II.1.2"]


def test_the_context_of_a_point_is_what_stands_above_it() -> None:
    assert detect()["II.1.2.a"].context == (
        "Elements for the Review Conference",
        "With regard to the review of the status of the Convention",
        "Seek a detailed account, including:",
        "Implementation of the Oslo Action Plan",
    )


def test_points_of_documents_that_are_not_there_yet_keep_their_usual_slugs() -> None:
    assert {p.target for p in detect(outcomes={}).values()} == {"review", "declaration"}
    assert {p.target for p in detect(outcomes={"pol": "Draft political declaration"}).values()} == {"review", "pol"}


def test_a_person_overrules_every_property() -> None:
    chosen = PointProperties(PointKind.SEEK, Delivery.STATEMENT, Priority.RED_LINE, ("norm",), ("action-plan",), counted=False)
    found = detect(II_2_1=chosen)["II.2.1"]
    assert (found.kind, found.delivery, found.priority, found.themes, found.targets, found.counted, found.seq) == (
        PointKind.SEEK, Delivery.STATEMENT, Priority.RED_LINE, ("norm",), ("action-plan",), False, 3,
    )  # fmt: skip


def test_an_introductory_paragraph_becomes_a_point_only_by_a_person() -> None:
    assert "I.1" not in detect()
    found = detect(I_1=PointProperties(is_point=True, targets=("declaration",)))["I.1"]
    assert found.targets == ("declaration",)
    assert not found.retired


def test_a_retired_point_stays_listed_as_retired() -> None:
    assert detect(II_2_1=PointProperties(is_point=False))["II.2.1"].retired


def test_a_chapeau_counts_if_a_person_says_so() -> None:
    assert detect(II_1_2=PointProperties(counted=True))["II.1.2"].counted


def test_headings_and_footnotes_are_never_points() -> None:
    assert not {"II.2", "II.2.n"} & detect(II_2=PointProperties(is_point=True), II_2_n=PointProperties(is_point=True)).keys()


def test_the_file_itself_has_the_last_word_before_a_person() -> None:
    flat = (clause("a1", "Do this.", target="draft"), clause("a2", "Do that.", target="draft"))
    assert [p.targets for p in detect(flat, {"draft": "Draft regulation"}).values()] == [("draft",), ("draft",)]


def test_where_nothing_says_otherwise_the_only_outcome_document_is_meant() -> None:
    flat = (clause("h", "Introduction", "heading"), clause("1", "We met.", parent="h", level=1), clause("2", "Do this."))
    assert {path: p.targets for path, p in detect(flat, {"res": "A resolution"}).items()} == {"2": ("res",)}
    assert {path: p.targets for path, p in detect(flat, OUTCOMES).items()} == {"2": ()}


def test_headings_in_a_flat_file_hold_for_what_follows_them() -> None:
    flat = (clause("h1", "The declaration", "heading"), clause("1", "One."), clause("h2", "The action plan", "heading"), clause("2", "Two."))
    assert {path: p.target for path, p in detect(flat).items()} == {"1": "declaration", "2": "action-plan"}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("1) Med hensyn til gennemgangen af traktatens status", ("review",)),
        ("Den politiske erklæring fra Exby", ("declaration",)),
        ("Exby-handlingsplanen", ("action-plan",)),
        ("Politische Erklärung", ("declaration",)),
        ("Überprüfung der Wirkungsweise", ("review",)),
        ("Plan d’action", ("action-plan",)),
        ("Déclaration politique", ("declaration",)),
        ("Examen du fonctionnement", ("review",)),
        ("Plan de acción", ("action-plan",)),
        ("Handlingsplanen", ("action-plan",)),
        ("Politisk deklaration", ("declaration",)),
        ("Piano d'azione", ("action-plan",)),
        ("Plano de ação", ("action-plan",)),
        ("Deklaracja polityczna", ("declaration",)),
        ("Actieplan", ("action-plan",)),
        ("Declaration and action plan", ("declaration", "action-plan")),
        ("Draft resolution on mines", ("resolution",)),
        ("Elements for the Fifth Review Conference", ()),
        ("Den femte gennemgangskonference", ()),
        ("Überprüfungskonferenz", ()),
        ("Implementation of Article 5", ()),
        ("Decision-making", ()),
    ],
)
def test_headings_in_many_languages_name_outcome_documents(heading: str, expected: tuple[str, ...]) -> None:
    assert named_targets(heading, OUTCOMES)[0] == expected


def test_of_two_documents_of_a_kind_the_title_decides() -> None:
    both = {"res-1": "Resolution on assistance to victims", "res-2": "Resolution on gender and mines"}
    assert named_targets("The resolution on gender", both)[0] == ("res-2",)
    assert named_targets("The resolutions", both)[0] == ("res-1", "res-2")


def test_introductions_are_known_by_name() -> None:
    assert is_introduction("I- Indledning")
    assert not is_introduction("The declaration")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Oppose any weakening of the norm.", PointKind.PREVENT),
        ("Avoid language that qualifies the deadline", PointKind.PREVENT),
        ("Prevent any reopening of Article 5", PointKind.PREVENT),
        ("No reference to voluntary reporting", PointKind.PREVENT),
        ("imødegå enhver henvisning til frivillig indberetning", PointKind.PREVENT),
        ("modsætte sig en svækkelse", PointKind.PREVENT),
        ("s’opposer à toute mention", PointKind.PREVENT),
        ("Avoid duplication between committees", PointKind.SEEK),
        ("Prevent casualties among children", PointKind.SEEK),
        ("Support measures that avoid any harm", PointKind.SEEK),
        ("styrke indsatsen for bedre at imødegå udfordringer", PointKind.SEEK),
    ],
)
def test_prevention_needs_plain_evidence(text: str, kind: PointKind) -> None:
    assert detected_kind(text) is kind


def test_the_real_paper_has_46_points_and_counts_45(bench: Path) -> None:
    from negotiator.formats.readers import read
    from negotiator.reading.segment import segment

    name = "council-conclusions-2024-05-27.da.txt"
    clauses = segment(read(name, (bench / "position-paper" / name).read_bytes())).clauses
    points = detect_points(clauses, document="eu", language="da", outcomes=OUTCOMES, provisions={}, overrides={})
    rows = [line.split("\t") for line in (bench / "position-paper" / "points.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    expected = {path: outcome for path, outcome, *_ in rows if outcome != "-" and "¶" not in path}
    assert {p.path: p.target for p in points} == expected
    assert [p.path for p in points if not p.counted] == ["II.1.3"]
    assert Counter(p.kind for p in points) == {PointKind.SEEK: 46}
