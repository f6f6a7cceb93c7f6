"""Treaties, resolutions, Council conclusions and final documents, as they are numbered; and how a path was made unique is said."""

from __future__ import annotations

import pytest

from negotiator.formats.readers import read
from negotiator.reading.labels import split_label
from negotiator.reading.segment import Segmented, segment


def parse(text: str) -> Segmented:
    found = segment(read("t.txt", text.encode()))
    assert found.balance.holds
    assert len({c.path for c in found.clauses}) == len(found.clauses)
    return found


def paths(text: str) -> list[tuple[str, str]]:
    return [(c.path, c.kind) for c in parse(text).clauses]


TREATY = """CHAPTER I
General provisions

Article 1
Use of terms

1. For the purposes of this Agreement:

(a) "Party" means a State;

(b) "Unit" means:

(i) the unit in Borea;

(ii) the unit in Arlen.

Article 2
Scope

1. This Agreement applies to all Parties.

2. It does not apply to:

a) warships;

b) aircraft.

CHAPTER II
Obligations

Article 3 bis
Late reports

1. Late reports are late.

ANNEX I
List of substances

1. Substance one.

ANNEX II
Model form

1. Name of Party.
"""


def test_a_treaty_s_annexes_stand_beside_its_chapters_and_articles_restart_nothing() -> None:
    assert paths(TREATY) == [
        ("I", "heading"),
        ("1", "heading"),
        ("1.1", "chapeau"),
        ("1.1.a", "subparagraph"),
        ("1.1.b", "chapeau"),
        ("1.1.b.i", "subparagraph"),
        ("1.1.b.ii", "subparagraph"),
        ("2", "heading"),
        ("2.1", "operative"),
        ("2.2", "chapeau"),
        ("2.2.a", "subparagraph"),
        ("2.2.b", "subparagraph"),
        ("II", "heading"),
        ("3bis", "heading"),
        ("3bis.1", "operative"),
        ("AnnexI", "heading"),
        ("AnnexI.1", "operative"),
        ("AnnexII", "heading"),
        ("AnnexII.1", "operative"),
    ]


def test_it_is_said_how_a_path_was_made_unique() -> None:
    why = {taken.what.split()[-1]: taken.why for taken in parse(TREATY).taken}
    assert why["2.1"] == "numbered 1.; its numbers restart, so the path of Article 2 stands before it"
    assert why["1.1.b"] == "numbered (b)"
    twice = parse("1. One thing is said.\n\n2. Another thing is said.\n\n2. A third thing is said.\n")
    assert [taken.why for taken in twice.taken][-1].endswith("2 is taken: it is called 2_2")


def test_operative_paragraphs_do_not_stand_under_a_numbered_preambular_one() -> None:
    text = (
        "The General Assembly,\n\nPP1 Recalling its resolutions,\n\nPp2 bis Noting the work,\n\n1. Invites all States:\n\n(a) to join;\n\n2. Decides to meet.\n"
    )
    assert paths(text) == [
        ("p1", "preambular"),
        ("PP1", "preambular"),
        ("PP2bis", "preambular"),
        ("1", "chapeau"),
        ("1.a", "subparagraph"),
        ("2", "operative"),
    ]


def test_verbs_in_capitals_open_the_recitals_of_council_conclusions() -> None:
    text = "Council conclusions on mines\n\nRECALLING the conclusions of 2019,\n\nI. INTRODUCTION\n\n"
    text += "1. UNDERLINES the importance;\n\n2. STRESSES that:\n\na) all act;\n"
    assert [kind for _, kind in paths(text)][1:] == ["preambular", "heading", "operative", "chapeau", "subparagraph"]


@pytest.mark.parametrize(
    ("text", "printed", "component"),
    [
        ("Pp1 Recalling", "Pp1", "PP1"),
        ("PP5 alt Recalling", "PP5 alt", "PP5alt"),
        ("PP.3 Recalling", "PP.3", "PP3"),
        ("OP7 ter Decides", "OP7 ter", "OP7ter"),
        ("3 ter. States act.", "3 ter.", "3ter"),
        ("5 alt. States act.", "5 alt.", "5alt"),
        ("Action #12 bis: Clear.", "Action #12 bis:", "12bis"),
    ],
)
def test_numbers_put_in_between_are_kept_as_printed(text: str, printed: str, component: str) -> None:
    label, _ = split_label(text)
    assert label is not None
    assert (label.printed, label.component) == (printed, component)


def test_a_short_line_numbered_like_the_headings_before_it_is_one_over_letters_too() -> None:
    text = "1. Goals\n\n1. We act on all goals together.\n\n2. Timing\n\n(a) First communication is in 2030.\n\n(b) The second is later.\n"
    found = {c.text: c.path for c in parse(text.replace("1. We", "(a) We")).clauses}
    assert found["The second is later."].startswith("2.")
