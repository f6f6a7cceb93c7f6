"""A comparison as one HTML file that needs nothing else: side by side and inline, printable, for eyes and for screen readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from negotiator.model.report import Line, Span, Tone
from negotiator.resources import folder

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
"""What would reorder the page or is no character of HTML."""


_NAMES: Final = {
    **{kind: kind for kind in ("edited", "split", "merged", "regrouped", "added", "dropped", "moved", "renumbered", "returned")},
    "uncertain": "to check",
}
"""What a reader can ask to see, as the page calls it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: what it is, which paragraphs it is about, and its words as a redline."""

    kind: str
    where: str
    """Its numbers: `7 → 9`."""
    labels: tuple[str, ...]
    """What is said of it: `edited`, `moved`, `to check: …`."""
    old: str
    """Numbers of the old paragraphs; empty where something is new."""
    new: str
    redline: Line
    kinds: tuple[str, ...] = ()
    """What a reader can ask to see alone: `edited`, `moved`."""


@dataclass(frozen=True, slots=True)
class _Piece:
    tag: str
    """`ins`, `del` or nothing."""
    text: str


def comparison_html(
    old: tuple[str, str, str], new: tuple[str, str, str], lead: Sequence[tuple[str, bool]], entries: Sequence[Entry | str], *, title: str = ""
) -> str:
    """A page on two texts (name, title, language each), with what is to be said first (and whether it is a warning) and the changes.

    An entry that is a text stands for paragraphs that are left out. Everything is escaped, nothing is loaded, nothing is a script.
    """
    from jinja2.sandbox import SandboxedEnvironment

    source = (folder("templates") / "comparison.html.j2").read_text(encoding="utf-8")
    environment = SandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    rows = [{"gap": entry} if isinstance(entry, str) else _row(number, entry) for number, entry in enumerate(entries, 1)]
    sides = [{"name": _clean(name), "title": _clean(said), "language": _language(tag)} for name, said, tag in (old, new)]
    return environment.from_string(source).render(
        title=title or f"{sides[0]['name']} → {sides[1]['name']}",
        old=sides[0],
        new=sides[1],
        kinds=_counted(entries),
        names=_NAMES,
        lead=[{"text": _clean(text), "warning": warning} for text, warning in lead],
        rows=rows,
    )


def _counted(entries: Iterable[Entry | str]) -> list[tuple[str, int]]:
    """The kinds that there are, in the order of their names, and how often."""
    counts = Counter(kind for entry in entries if isinstance(entry, Entry) for kind in entry.kinds)
    return [(kind, counts[kind]) for kind in _NAMES if counts[kind]]


def _row(number: int, entry: Entry) -> dict[str, object]:
    return {
        "id": f"change-{number}",
        "kind": re.sub(r"[^a-z]", "", entry.kind),
        "where": _clean(entry.where),
        "labels": [{"text": _clean(label), "tone": _tone(label)} for label in entry.labels],
        "kinds": " ".join(kind for kind in entry.kinds if kind in _NAMES),
        "old": _clean(entry.old),
        "new": _clean(entry.new),
        "inline": _pieces(entry.redline),
        "left": _pieces(span for span in entry.redline if span.tone is not Tone.INSERTED) if entry.old else None,
        "right": _pieces(span for span in entry.redline if span.tone is not Tone.DELETED) if entry.new else None,
    }


def _tone(label: str) -> str:
    """The class of a label: only what the page has a colour for."""
    return label if label in _NAMES else "check" if label.startswith("to check") else ""


def _pieces(spans: Iterable[Span]) -> list[_Piece]:
    tags = {Tone.INSERTED: "ins", Tone.DELETED: "del"}
    return [_Piece(tags.get(span.tone, ""), _clean(span.text)) for span in spans if span.text]


def _clean(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _language(tag: str) -> str:
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", tag) and tag != "und" else ""
