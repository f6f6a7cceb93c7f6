"""The lists beside the files: import order, what became of each clause, and what the EU delegation judged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from text import Paragraph, Revision, SourceError, numbered, plain


def toml(table: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """`[[table]]` for each row; values are text, truth values, dates, lists of text, and lists of tables."""
    return "".join(f"\n[[{table}]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in row.items()) for row in rows)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def addresses(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """Address of each paragraph that has one, by key."""
    return {paragraph.key: number for paragraph, number in numbered(paragraphs) if number}


def lineage(old: Revision, new: Revision) -> Iterator[dict[str, Any]]:
    """How the numbered clauses of a revision come from the one before, in the order of the new text, what was dropped last.

    A clause is renumbered if its own printed number changed; `(a)` under another paragraph is not.
    """
    before, after = addresses(old.paragraphs), addresses(new.paragraphs)
    was = {p.key: p.text for p in old.paragraphs if p.kind != "indicator"}
    now = {p.key: p.text for p in new.paragraphs if p.kind != "indicator"}
    split = {piece: (source, pieces) for source, pieces in new.splits for piece in pieces}
    merged = {into: sources for sources, into in new.merges}
    told: set[str] = set()
    for key, number in after.items():
        flags = {name: True for name, keys in (("moved", new.moved), ("returned", new.returned), ("unmarked", new.unmarked)) if key in keys}
        if key in split:
            source, pieces = split[key]
            if key == pieces[0]:
                told.add(source)
                yield {"kind": "split", "old": [before[source]], "new": [after[piece] for piece in pieces]}
        elif key in merged:
            told.update(merged[key])
            yield {"kind": "merged", "old": [before[source] for source in merged[key]], "new": [number]}
        elif key in before:
            told.add(key)
            kind = "same" if plain(was[key]) == plain(now[key]) else "edited"
            renumbered = {"renumbered": True} if before[key].rpartition(".")[2] != number.rpartition(".")[2] else {}
            yield {"kind": kind, "old": [before[key]], "new": [number], **renumbered, **flags}
        else:
            yield {"kind": "added", "old": [], "new": [number], **flags}
    for key, number in before.items():
        if key not in told:
            yield {"kind": "dropped", "old": [number], "new": []}


def indicator_changes(old: Revision, new: Revision) -> Iterator[dict[str, Any]]:
    """Indicators that came, went or were changed, with the number of their action on either side."""
    before, after = addresses(old.paragraphs), addresses(new.paragraphs)
    was, now = ({p.key: p.text for p in r.of("indicator")} for r in (old, new))
    for key in [*was, *(key for key in now if key not in was)]:
        action = key.partition("/")[0]
        kind = "added" if key not in was else "dropped" if key not in now else "same" if was[key] == now[key] else "edited"
        if kind != "same":
            yield {"kind": kind, "action_before": before.get(action, ""), "action_after": after.get(action, ""), "text": now.get(key, was.get(key, ""))}


def judgements(source: Mapping[str, Any], position: Sequence[Paragraph], texts: Mapping[tuple[str, str], Revision]) -> Iterator[dict[str, Any]]:
    """The delegation's verdicts with keys turned into addresses. Raises SourceError where a quote does not stand in its clause."""
    points = addresses(position)
    for row in source["judgement"]:
        revision = texts[row["document"], row["revision"]]
        numbers = addresses(revision.paragraphs)
        made = {"point": points[row["point"]], "document": row["document"], "revision": row["revision"], "verdict": row["verdict"]}
        if key := row.get("clause"):
            text = next(plain(p.text) for p in revision.paragraphs if p.key == key and p.kind != "indicator")
            if row["quote"] not in text:
                raise SourceError(f"judgements.toml: {row['point']}: not in {key}: {row['quote']!r}")
            made |= {"clause": numbers[key], "quote": row["quote"]}
        yield made | {"note": row["note"]}


def statuses(source: Mapping[str, Any], texts: Mapping[tuple[str, str], Revision]) -> Iterator[dict[str, Any]]:
    """How far paragraphs are, with keys turned into addresses."""
    for row in source["status"]:
        number = addresses(texts[row["document"], row["revision"]].paragraphs)[row["clause"]]
        yield {**row, "clause": number}
