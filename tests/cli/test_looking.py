"""Looking at texts: one paragraph, its history, words, addresses as people write them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from console import Typed


@pytest.mark.parametrize("address", ["declaration:7", "declaration#7", "declaration@rev2:7", "declaration@latest:7", "declaration@Rev.2:7", "declaration:7."])
def test_an_address_may_be_written_in_several_ways(typed: Typed, workspace: Path, address: str) -> None:
    found = typed("show", address, "--format", "json").json
    assert (found["revision"], found["path"]) == ("declaration@rev2", "7")


def test_previous_is_the_version_before_the_newest(typed: Typed, workspace: Path) -> None:
    assert typed("show", "declaration@previous:7", "--format", "json").json["revision"] == "declaration@rev1"


@pytest.mark.parametrize("name", ["Action #12", "action 12", "12", "#12", "Action 12"])
def test_an_action_is_found_by_what_is_printed(typed: Typed, workspace: Path, name: str) -> None:
    found = typed("show", f"action-plan@rev1:{name}", "--format", "json").json
    assert found["kind"] == "action"
    assert "12" in found["number"]


@pytest.mark.parametrize("name", ["pp3", "PP3", "PP 3"])
def test_a_preambular_paragraph_is_found_by_its_count(typed: Typed, workspace: Path, name: str) -> None:
    assert typed("show", f"declaration:{name}", "--format", "json").json["path"] == "PP3"


def test_a_paragraph_is_shown_with_what_it_stands_under_and_its_place_in_the_file(typed: Typed, workspace: Path) -> None:
    ended = typed("show", "eu-position:II.1.3.f")
    assert "eu-position.docx, paragraph" in ended.out
    assert "under II.1.3:" in ended.out
    assert "improvised" in ended.out
    found = typed("show", "eu-position:II.1.3.f", "--format", "json").json
    assert {"II", "II.1", "II.1.3"} <= set(found["under"])
    assert found["text"] in ended.out


def test_what_is_not_there_is_answered_with_the_nearest(typed: Typed, workspace: Path) -> None:
    ended = typed("show", "eu-position:II.2.99")
    assert ended.code == 2
    assert "the nearest are II.2.9" in ended.err
    assert "there are: declaration@zero-draft" in typed("clauses", "declaration@rev7").err


def test_a_history_has_a_step_for_each_version_and_its_words_add_up(typed: Typed, workspace: Path) -> None:
    steps = typed("history", "declaration:7", "--format", "json").json
    assert [s["revision"] for s in steps] == ["declaration@zero-draft", "declaration@rev1", "declaration@rev2"]
    assert steps[0]["redline"] is None
    assert [s["note"] for s in steps] == ["first seen", "edited", "renumbered 6 → 7"]
    for before, after in pairwise(steps):
        assert "".join(text for op, text in after["redline"] if op != "insert") == before["text"]
        assert "".join(text for op, text in after["redline"] if op != "delete") == after["text"]


@pytest.mark.parametrize("document", ["review", "declaration", "action-plan"])
def test_every_paragraph_of_every_version_has_a_history_that_holds_it(typed: Typed, workspace: Path, document: str) -> None:
    from negotiator.services.documents import history
    from negotiator.store.store import Store

    with Store.open(str(workspace)) as store, store.snapshot() as view:
        for revision in view.revisions(document):
            for stored in view.clauses(revision)[::7]:
                steps = history(view, f"{revision.address}:{stored.clause.path}")
                assert any(s.revision == revision and stored.clause in s.clauses for s in steps), stored.clause.path


def test_a_merged_paragraph_has_both_histories(typed: Typed, workspace: Path) -> None:
    told = typed("compare", "declaration@rev1", "declaration@rev2", "--format", "json").json
    merged = next(c for c in told["changes"] if c["kind"] == "merged")
    for old in merged["old"]:
        steps = typed("history", f"declaration@rev1:{old}", "--format", "json").json
        assert steps[-1]["clauses"] == merged["new"]
        assert "merged" in steps[-1]["note"]
    first = typed("history", f"declaration:{merged['new'][0]}", "--format", "json").json
    assert set(merged["old"]) <= set(first[-2]["clauses"])


def test_each_half_of_a_split_paragraph_keeps_the_history_of_the_whole(typed: Typed, workspace: Path) -> None:
    told = typed("compare", "declaration@zero-draft", "declaration@rev1", "--format", "json").json
    split = next(c for c in told["changes"] if c["kind"] == "split")
    for half in split["new"]:
        steps = typed("history", f"declaration@rev1:{half}", "--format", "json").json
        assert steps[0]["clauses"] == split["old"]
        assert "split" in steps[1]["note"]
        assert half in steps[1]["clauses"]


def test_a_dropped_paragraph_ends_its_history(typed: Typed, workspace: Path) -> None:
    told = typed("compare", "review@rev1", "review@rev2", "--format", "json").json
    gone = next(c for c in told["changes"] if c["kind"] == "dropped")
    last = typed("history", f"review@rev1:{gone['old'][0]}", "--format", "json").json[-1]
    assert (last["note"], last["clauses"]) == ("dropped", [])


def test_all_words_must_stand_in_a_paragraph_that_is_found(typed: Typed, workspace: Path) -> None:
    both = typed("search", "IMPROVISED", "devices", "--format", "json").json
    assert both
    assert all("improvised" in h["text"].casefold() and "devices" in h["text"].casefold() for h in both)
    only = typed("search", "improvised", "--document", "declaration", "--format", "json").json
    assert {h["address"].split("@")[0] for h in only} == {"declaration"}
    assert typed("search", "zyzzyva").code == 0


def test_unchanged_paragraphs_are_shown_only_when_asked_for(typed: Typed, workspace: Path) -> None:
    few, all_ = (typed("compare", "declaration@rev1", "declaration@rev2", *more).out for more in ((), ("--all",)))
    assert len(few) < len(all_)
    assert few.count("\n= ") < all_.count("\n= ")
    assert "Upholding" in all_
    assert "Upholding" not in few
    assert typed("compare", "declaration@rev1", "declaration@rev1").out.count("unchanged") == 1


def test_a_file_is_compared_with_a_version(typed: Typed, workspace: Path, sample: Path) -> None:
    told = typed("compare", "declaration@rev1", str(sample / "declaration-rev1.docx"), "--format", "json").json
    assert set(told["summary"]) == {"same"}
    ended = typed("compare", "declaration@rev1", str(sample / "declaration-rev1.docx"), "-o", "x.docx")
    assert ended.code == 2
    assert not Path("x.docx").exists()


def test_a_file_wins_over_an_address_of_the_same_name(typed: Typed, workspace: Path, sample: Path) -> None:
    Path("declaration").write_bytes((sample / "review-rev1.docx").read_bytes())
    told = typed("compare", "declaration", str(sample / "review-rev1.docx"), "--format", "json").json
    assert set(told["summary"]) == {"same"}


def test_a_mistyped_name_is_answered_with_what_is_like_it_or_with_the_way_to_the_list(typed: Typed, workspace: Path) -> None:
    assert "the nearest are II.2.9" in typed("suggest", "II.2.99").err
    far = typed("show", "declaration:Kjøbenhavn").err
    assert "negotiator clauses declaration@rev2 lists them" in far
    assert "nearest" not in far


def test_a_search_without_hits_says_so(typed: Typed, workspace: Path) -> None:
    ended = typed("search", "zzz", "qqq")
    assert (ended.code, ended.out) == (0, "")
    assert "holds all of: zzz qqq" in ended.err
    assert typed("search", "zzz", "--format", "json").json == []


def test_a_paragraph_opens_its_place_in_the_issued_file(typed: Typed, workspace: Path) -> None:
    shown = typed("show", "declaration@rev1:7", "--source", "--format", "json").json
    own = [line for line in shown["source"] if line["own"]]
    assert [line["place"] for line in own] == [shown["place"]]
    assert own[0]["text"].endswith(shown["text"])
    assert len(shown["source"]) == 3
    told = typed("show", "declaration@rev1:7", "--source").out
    assert f"> {shown['place']}: " in told
