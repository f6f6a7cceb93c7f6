"""What we write into tables that we hand out, our points and what we say of them, so that it is not taken for somebody's comment when a table comes back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from negotiator.model.clause import path_shown
from negotiator.model.revision import Role

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot

_STANDINGS: Final = "partly met|not met|not judged|met|unmet|unknown"


def own_words(view: Snapshot) -> Callable[[str], str]:
    """A function that leaves of a cell what is not ours: no point of a position paper in any of its wordings, no standing of one, no note made here."""
    wordings: dict[str, set[str]] = defaultdict(set)
    notes: dict[str, set[str]] = defaultdict(set)
    paths: dict[int, str] = {}
    for document in view.documents():
        if document.role is Role.POSITION:
            for revision in view.revisions(document.slug):
                for stored in view.clauses(revision):
                    path = path_shown(stored.clause.path)
                    wordings[path].add(_plain(stored.clause.text))
                    paths[stored.provision] = path
    for newest in view.assessments():
        for said in view.assessment_history(newest.point, newest.document):
            if said.note and said.point in paths:
                notes[paths[said.point]].add(_plain(said.note))
    named = "|".join(re.escape(path) for path in sorted(wordings, key=len, reverse=True))
    begins = re.compile(rf"(?<![\w.])(?P<path>{named})\s(?:(?P<standing>{_STANDINGS})\b(?:\s\([^()]*\))?)?") if named else None

    def left(text: str) -> str:
        if begins is None or not text:
            return text
        plain, kept, at = _plain(text), [], 0
        for found in begins.finditer(plain):
            end = found.end() if found["standing"] else None
            known = notes[found["path"]] if found["standing"] else wordings[found["path"]]
            lead = ": " if found["standing"] else ""
            for words in sorted(known, key=len, reverse=True):
                if plain.startswith(lead + words, found.end()):
                    end = found.end() + len(lead + words)
                    break
            if end is not None and found.start() >= at:
                kept.append(plain[at : found.start()])
                at = end
        if not at:
            return text
        return " ".join("".join((*kept, plain[at:])).split())

    return left


def _plain(text: str) -> str:
    return " ".join(text.split())
