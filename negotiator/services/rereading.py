"""Read a stored file again under corrections: the new reading is appended beside the first, and what was linked and judged stays."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from negotiator.align import align
from negotiator.errors import BadInputError, UsageError
from negotiator.model.change import ChangeKind, Match
from negotiator.reading.corrections import Corrections, read_corrections
from negotiator.services.addresses import find_revision
from negotiator.services.files import ReadFile, read_content

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot, Store, StoredClause


@dataclass(frozen=True, slots=True)
class RereadPlan:
    """What a new reading would change; nothing is stored yet."""

    former: Revision
    """The version in the reading that counts today."""
    former_clauses: tuple[StoredClause, ...]
    file: ReadFile
    matches: tuple[Match, ...]
    """From the reading of today to the new one."""
    kept: Mapping[int, int]
    """Which paragraph of today each one that lasts is: new index → old index."""
    toml: str
    """The corrections as they are kept with the document; empty where nothing new was said."""

    @property
    def clauses(self) -> Sequence[Clause]:
        return self.file.clauses

    @property
    def changed(self) -> tuple[Match, ...]:
        """What reads otherwise than today: words, number, kind, place, or paragraphs that came together or apart."""
        return tuple(match for match in self.matches if not self._alike(match))

    def _alike(self, match: Match) -> bool:
        if len(match.old) != 1 or len(match.new) != 1:
            return False
        old, new = self.former_clauses[match.old[0]].clause, self.clauses[match.new[0]]
        return (old.text, old.number, old.kind, old.path, old.parent, old.anchors) == (new.text, new.number, new.kind, new.path, new.parent, new.anchors)


def kept_corrections(view: Snapshot, document: str, sha256: str) -> Corrections:
    """All that was said so far of a file as a source of a document, oldest first."""
    found = Corrections()
    for kept in view.corrections(document):
        said = read_corrections(kept.toml, f"corrections {kept.seq} of {document}")
        if said.sha256 == sha256:
            found = found.then(said)
    return found


def as_kept(toml: str, name: str, file: str, sha256: str) -> str:
    """A corrections file with the file that it is about written into it. Raises BadInputError where it names another one."""
    said = read_corrections(toml, name)
    if said.sha256 and said.sha256 != sha256:
        raise BadInputError(f"{name} corrects another file than {file}", hint="its [file] names it; remove that table if the words stand here, too")
    return toml if said.sha256 else f'[file]\nname = {json.dumps(file, ensure_ascii=False)}\nsha256 = "{sha256}"\n\n{toml.lstrip()}'


def plan_reread(view: Snapshot, address: str, toml: str = "", name: str = "corrections") -> RereadPlan:
    """Work out how a stored file reads under all that was said of it, and `toml` on top. Stores nothing.

    Raises NotFoundError, BadInputError where a correction does not fit the file, UsageError where the reading would be the one of today.
    """
    revision, _ = find_revision(view, address)
    kept = as_kept(toml, name, revision.source_name, revision.source_sha256) if toml.strip() else ""
    before = kept_corrections(view, revision.document, revision.source_sha256)
    said = before.then(read_corrections(kept, name)) if kept else before
    file = read_content(revision.source_name, view.source(revision.source_sha256), corrections=said)
    former = tuple(view.clauses(revision))
    matches = same_places([stored.clause for stored in former], file.clauses)
    plan = RereadPlan(revision, former, file, matches, _lasting([stored.clause for stored in former], file.clauses, matches), kept)
    if not plan.changed and said.markup == before.markup:
        hint = "the corrections say what is read already" if kept else f"say what is wrong: negotiator reread {address} --corrections FILE.toml"
        raise UsageError(f"{revision.address} would read as it reads today", hint=hint)
    return plan


def reread(store: Store, actor: str, at: datetime, plan: RereadPlan) -> Revision:
    """Append a planned reading, which counts from now on; where all reads as it did, only what was said of the file is kept.

    Raises ConflictError if someone read the file again meanwhile.
    """
    with store.transaction(actor, at, "reread", plan.former.address) as tx:
        if plan.toml:
            tx.append_correction(plan.former.document, plan.toml)
        if not plan.changed:
            return plan.former
        return tx.add_reading(plan.former, plan.file.reading.reader, plan.clauses, plan.matches, plan.kept)


def same_places(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Match, ...]:
    """Two readings of one file: what stands at the same place is the same, whatever it is taken for; words decide only where places say nothing."""
    at: dict[object, list[int]] = defaultdict(list)
    for i, clause in enumerate(old):
        for anchor in clause.anchors:
            at[anchor].append(i)
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for j, clause in enumerate(new):
        for anchor in clause.anchors:
            for i in at.get(anchor, ()):
                root[find(("old", i))] = find(("new", j))
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for node in list(root):
        groups[find(node)][node[0] == "new"].append(node[1])
    fixed = [(tuple(sorted(olds)), tuple(sorted(news))) for olds, news in groups.values() if olds and news]
    return align(old, new, fixed=fixed)


def _lasting(old: Sequence[Clause], new: Sequence[Clause], matches: Sequence[Match]) -> dict[int, int]:
    """Which paragraph goes on as which: of several that came together or apart, the one that begins at the same place."""
    kept: dict[int, int] = {}
    for match in matches:
        if match.kind in (ChangeKind.ADDED, ChangeKind.DROPPED):
            continue
        if len(match.old) == len(match.new) == 1:
            kept[match.new[0]] = match.old[0]
            continue
        for i in match.old:
            j = next((j for j in match.new if j not in kept and old[i].anchors[:1] == new[j].anchors[:1]), None)
            if j is not None:
                kept[j] = i
    return kept
