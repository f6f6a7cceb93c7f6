"""What tests of the services share: a desk that imports, judges and compares short texts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from negotiator.model.change import Comparison
from negotiator.model.point import Assessment, CoverageRow, PointProperties, Verdict
from negotiator.model.revision import Revision, Role, Scope
from negotiator.services.assess import assess_by_name
from negotiator.services.compare import compare_revisions
from negotiator.services.coverage import coverage_of
from negotiator.services.files import read_file
from negotiator.services.import_revision import ImportWishes, import_revision, plan_import
from negotiator.services.points import set_point
from negotiator.services.undo import undo_entry
from negotiator.store.store import Store

ACTOR = "Quillon Desk"

WATER = "The Parties shall protect the wells along the border and shall report each year on their state."
MINES = "Each Party commits to clear all mined areas under its control no later than the year 2030."
SURVEY = "Non-technical surveys should be completed before any clearance operation begins in a new district."
VICTIMS = "Survivors and their families receive medical care, rehabilitation and psychological support near their homes."
MONEY = "The implementation support unit is funded by predictable multi-year contributions of the States."
SCHOOLS = "Risk education reaches every school in affected communities in the languages spoken there."
WOMEN = "Women take part fully and equally in all decisions taken under this declaration."
REVIEW = "The States will meet in Borea after five years to assess what has been achieved."


@dataclass(slots=True)
class DeskOfTexts:
    """One person's desk over a workspace."""

    store: Store
    folder: Path
    now: datetime

    def bring(self, document: str, label: str, text: str | Sequence[str] | Mapping[str, str], *, scope: str = "", name: str = "", **wishes: object) -> Revision:
        """Import a text: numbered paragraphs from a list, from a mapping of numbers to wordings, or as it is."""
        return self._take(document, label, self.write(name or f"{document} {label}.json".replace("/", "-"), text), scope=scope, **wishes)

    def bring_file(self, document: str, label: str, path: Path, *, scope: str = "", **wishes: object) -> Revision:
        """Import a file that is there."""
        return self._take(document, label, path, scope=scope, **wishes)

    def write(self, name: str, text: str | Sequence[str] | Mapping[str, str]) -> Path:
        """A file in the desk's folder."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / name
        if isinstance(text, str):
            path = path.with_suffix(".txt")
            path.write_text(text, encoding="utf-8")
            return path
        items = text.items() if isinstance(text, Mapping) else ((f"{n}.", words) for n, words in enumerate(text, 1))
        clauses = [{"id": number.strip("."), "number": number, "kind": "operative", "text": words} for number, words in items]
        path.write_text(json.dumps({"title": name.removesuffix(".json"), "language": "en", "clauses": clauses}), encoding="utf-8")
        return path

    def _take(self, document: str, label: str, path: Path, *, scope: str, **wishes: object) -> Revision:
        with self.store.snapshot() as view:
            plan = plan_import(view, read_file(str(path)), ImportWishes(document, label=label, scope=Scope.parse(scope), **wishes))  # type: ignore[arg-type]
        return import_revision(self.store, ACTOR, self.now, plan)

    def paper(self, *points: str, label: str = "Adopted", target: str = "declaration", language: str = "en") -> Revision:
        """Import a position paper whose points (numbers 1, 2 …) all aim at one document."""
        clauses = [{"id": f"P{n}", "number": f"{n}.", "kind": "operative", "text": words, "target": target} for n, words in enumerate(points, 1)]
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"paper {label} {language}.json"
        path.write_text(json.dumps({"title": "Our paper", "language": language, "clauses": clauses}), encoding="utf-8")
        return self._take("eu-position", label, path, scope="", role=Role.POSITION, language=language)

    def judge(self, point: str, verdict: str, *clauses: str, text: str | None = None, quote: str = "", note: str = "") -> Assessment:
        """Record a verdict."""
        return assess_by_name(self.store, ACTOR, self.now, point, Verdict(verdict), clauses, text=text, quote=quote, note=note)

    def set(self, point: str, **properties: object) -> None:
        """Set a point's properties."""
        set_point(self.store, ACTOR, self.now, point, PointProperties(**properties))  # type: ignore[arg-type]

    def undo(self, entry: int | None = None) -> str | None:
        """Take back an entry."""
        return undo_entry(self.store, ACTOR, self.now, entry)

    def coverage(self, document: str | None = None) -> dict[str, CoverageRow]:
        """Today's rows, by point."""
        with self.store.snapshot() as view:
            return {row.point.id: row for row in coverage_of(view, document)}

    def compare(self, old: str, new: str) -> Comparison:
        """Two revisions, `declaration@rev1`."""
        from negotiator.services.addresses import find_revision

        with self.store.snapshot() as view:
            return compare_revisions(view, find_revision(view, old)[0], find_revision(view, new)[0])

    def provisions(self, address: str) -> dict[str, int]:
        """The lasting identity of each clause of a revision, by its path."""
        from negotiator.services.addresses import find_revision

        with self.store.snapshot() as view:
            return {c.clause.path: c.provision for c in view.clauses(find_revision(view, address)[0])}

    def entries(self) -> int:
        """How long the journal is."""
        with self.store.snapshot() as view:
            return len(view.entries())


def kinds(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Kind, old and new paths of each change."""
    return [(c.kind.value, "+".join(x.path for x in c.old), "+".join(x.path for x in c.new)) for c in comparison.changes]
