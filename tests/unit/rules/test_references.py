"""References by number: found in five languages, resolved in their text, followed through renumbering, and found out where they were forgotten."""

from __future__ import annotations

import pytest

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.formats.readers import read
from negotiator.model.change import Change
from negotiator.model.clause import Clause
from negotiator.reading.segment import segment
from negotiator.rules.references import FOLLOWS, Numbered, follows, identities, references, stale


def clauses(text: str) -> tuple[Clause, ...]:
    return segment(read("t.txt", text.encode())).clauses


def compared(old: str, new: str) -> tuple[tuple[Change, ...], Numbered, Numbered]:
    before, after = clauses(old), clauses(new)
    found = changes(before, after, align(before, after))
    keys = identities(found)
    return found, Numbered(before, keys[0]), Numbered(after, keys[1])


@pytest.mark.parametrize(
    ("text", "word", "numbers"),
    [
        ("in accordance with actions 18–20, and so on", "action", ("18", "19", "20")),
        ("Actions #3, #5 and #7", "action", ("3", "5", "7")),
        ("Action #12, #13", "action", ("12", "13")),
        ("referred to in paragraph 7 above", "paragraph", ("7",)),
        ("paragraph 7 (a), 12 months later", "paragraph", ("7.a",)),
        ("paragraphs 3 bis and 4", "paragraph", ("3bis", "4")),
        ("paragraphs 3 to 5 below", "paragraph", ("3", "4", "5")),
        ("under Article 5 they", "article", ("5",)),
        ("paragraph 2 of Article 5", "article", ("5.2",)),
        ("set out in Annex II", "annex", ("II",)),
        ("les paragraphes 7 et 9", "paragraph", ("7", "9")),
        ("l’article 5 et", "article", ("5",)),
        ("les mesures 18 à 20", "action", ("18", "19", "20")),
        ("i punkt 7", "paragraph", ("7",)),
        ("jf. artikel 5 og 7", "article", ("5", "7")),
        ("die Absätze 18 bis 20", "paragraph", ("18", "19", "20")),
        ("en los párrafos 7 y 9", "paragraph", ("7", "9")),
        ("as PP3 bis says", "preambular", ("3bis",)),
        ("subject to Article 7, paragraph 2, they", "article", ("7.2",)),
        ("Article 6, paragraphs 2 and 4, applies", "article", ("6.2", "6.4")),
    ],
)
def test_a_reference_is_its_word_and_its_numbers(text: str, word: str, numbers: tuple[str, ...]) -> None:
    found = references(text)
    assert [(r.word, r.numbers) for r in found] == [(word, numbers)]
    assert text[found[0].start : found[0].end].strip() == text[found[0].start : found[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "take part in 3 meetings",
        "further action 2030 shows",
        "actions in 12 States",
        "an article of 5 pages",
        "paragraph by paragraph",
        "compartment 5",
        "the action I take",
        "la mesure C’est",
    ],
)
def test_numbers_that_name_nothing_are_no_reference(text: str) -> None:
    assert not references(text)


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the Convention",
        "paragraph 4 of resolution 1325",
        "l’article 5 de la Convention",
        "Articles 5 and 7 of the Treaty",
        "article 11, paragraph 2, of the Convention",
        "see ICE/CONF/2025/9, part II",
        "resolution 1325 (2000), paragraph 4",
        "under the 1949 Convention, article 3",
        "Article 91(1) thereof",
        "Annex I Parties",
    ],
)
def test_a_number_that_counts_in_another_text_says_so(text: str) -> None:
    assert [r.elsewhere for r in references(text)] == [True]


ACTIONS = """Action #1: Survey all areas that are suspected in every district of the country.

Action #2: Clear every area that the survey under action 1 has confirmed as dangerous.

Action #3: Report each year on actions 1 and 2 to the Meeting of the States.

Action #4: Pay the contributions in time and in full for the whole of the period.
"""


def renumbered(text: str) -> str:
    for n in (4, 3, 2, 1):
        text = text.replace(f"Action #{n}", f"Action #{n + 1}")
    return "Action #1: Name a national authority that answers for everything in this plan.\n\n" + text


def test_a_reference_that_only_follows_a_renumbering_is_no_change_in_substance() -> None:
    new = renumbered(ACTIONS).replace("actions 1 and 2", "actions 2 and 3").replace("under action 1", "under action 2")
    found, old_text, new_text = compared(ACTIONS, new)
    told = {c.new[0].number: follows(c, old_text, new_text) for c in found if c.old and c.new}
    assert told == {"Action #2:": (), "Action #3:": (FOLLOWS,), "Action #4:": (FOLLOWS,), "Action #5:": ()}
    assert list(stale(found, old_text, new_text)) == []


def test_a_reference_that_was_forgotten_is_found() -> None:
    found, old_text, new_text = compared(ACTIONS, renumbered(ACTIONS))
    told = [(f.subject, f.message) for f in stale(found, old_text, new_text)]
    assert ("Action #3", "it refers to action 1; what that was is Action #2 now") in told
    assert len(told) == 3
    assert not any(follows(c, old_text, new_text) for c in found)


def test_a_reference_to_what_was_dropped_is_found() -> None:
    new = ACTIONS.partition("\n\n")[2]
    found, old_text, new_text = compared(ACTIONS, new)
    told = [f.message for f in stale(found, old_text, new_text)]
    assert told == ["it refers to action 1; what that was is no longer in the text"] * 2


def test_a_reference_that_means_something_else_now_is_a_change() -> None:
    new = ACTIONS.replace("under action 1", "under action 4")
    found, old_text, new_text = compared(ACTIONS, new)
    assert not any(follows(c, old_text, new_text) for c in found)


def test_paragraphs_of_an_article_are_meant_from_inside_it() -> None:
    first = "Article 1\nScope\n\n1. It applies to all.\n\n2. Paragraph 1 holds for States only.\n\n"
    text = first + "Article 2\nCosts\n\n1. States pay.\n\n2. Paragraph 1 ends in 2030.\n"
    found = clauses(text)
    numbered = Numbered(found, {})
    by = next(c for c in found if "ends" in c.text)
    assert numbered.resolve("paragraph", "1", by) is next(c for c in found if c.text == "States pay.")
    assert numbered.resolve("paragraph", "1") is None
    assert numbered.resolve("article", "1.2") is next(c for c in found if "States only" in c.text)
