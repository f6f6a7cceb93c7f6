"""A file's running text in stretches, as a person decides which of them is which document: cut, joined, named, left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.reading.corrections import Part, is_note, part_of
from negotiator.services.split_plans import LeftStretch, SplitPart, SplitPlan, place_of

if TYPE_CHECKING:
    from negotiator.model.revision import Role
    from negotiator.services.files import ReadFile

UNNAMED = "nobody has said what it is"
"""Why a stretch is left out that was cut off and not named yet."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a file's blocks, one after the other."""

    blocks: tuple[int, ...]
    """Indices into the file's blocks; running text alone."""
    document: str = ""
    """Slug of the document that it is; empty where it is left out."""
    reason: str = ""
    """Why it is left out."""
    title: str = ""
    role: Role | None = None
    label: str = ""
    why: str = ""
    """What spoke for its being this document."""


def running(file: ReadFile) -> tuple[int, ...]:
    """The blocks that a part of a file may hold, by index: no notes, no headers, nothing empty."""
    return tuple(n for n, b in enumerate(file.reading.blocks) if b.text.strip() and not is_note(b) and b.role.value in ("body", "text box"))


def stretches_of(file: ReadFile, plan: SplitPlan) -> tuple[Stretch, ...]:
    """The stretches of a plan in the order of the file. Raises BadInputError where a plan does not fit the file."""
    wanted = set(running(file))
    found = []
    for part in plan.parts:
        blocks = tuple(sorted(wanted & part_of(file.reading, part.part)))
        found.append(Stretch(blocks, part.document, "", part.title, part.role, part.label, part.why))
    for left in plan.left_out:
        found.append(Stretch(tuple(sorted(wanted & part_of(file.reading, left.part))), reason=left.reason))
    return tuple(sorted((one for one in found if one.blocks), key=lambda one: one.blocks))


def begin_at(stretches: Sequence[Stretch], block: int) -> tuple[Stretch, ...]:
    """The same, cut before a block: what begins there is left out until somebody names it. A stretch that begins there stays as it is."""
    found: list[Stretch] = []
    for one in stretches:
        if block in one.blocks[1:]:
            at = one.blocks.index(block)
            found += [replace(one, blocks=one.blocks[:at]), Stretch(one.blocks[at:], reason=UNNAMED)]
        else:
            found.append(one)
    return tuple(found)


def joined_above(stretches: Sequence[Stretch], number: int) -> tuple[Stretch, ...]:
    """The same with a stretch as a part of the one above it; the first one has none."""
    if not 0 < number < len(stretches):
        return tuple(stretches)
    above = replace(stretches[number - 1], blocks=(*stretches[number - 1].blocks, *stretches[number].blocks))
    return (*stretches[: number - 1], above, *stretches[number + 1 :])


def named(stretches: Sequence[Stretch], number: int, document: str, reason: str = "") -> tuple[Stretch, ...]:
    """The same with a stretch as that document, or left out for a reason where none is named; what stands beside it and is the same document joins it."""
    before = stretches[number]
    if not document:
        changed = Stretch(before.blocks, reason=reason.strip() or UNNAMED)
    elif document == before.document:
        changed = before
    else:
        changed = Stretch(before.blocks, document, why="as you say")
    found: list[Stretch] = []
    for one in (*stretches[:number], changed, *stretches[number + 1 :]):
        if found and one.document and one.document == found[-1].document:
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, *one.blocks))
        else:
            found.append(one)
    return tuple(found)


def plan_of(file: ReadFile, stretches: Sequence[Stretch]) -> SplitPlan:
    """The plan that stretches say. Raises UsageError where a document stands in two of them, or none is a document."""
    slugs = [one.document for one in stretches if one.document]
    twice = next((slug for slug in slugs if slugs.count(slug) > 1), "")
    if twice:
        raise UsageError(f"{twice} stands in two parts", hint="one file holds one version of a document: leave a part out, or give it another name")
    if not slugs:
        raise UsageError("no part is a document", hint="say of one part which document it is")
    blocks = file.reading.blocks
    parts: list[SplitPart] = []
    left: list[LeftStretch] = []
    for one in stretches:
        part = Part(place_of(blocks[one.blocks[0]]), place_of(blocks[one.blocks[-1]]))
        words = sum(blocks[index].words for index in one.blocks)
        if one.document:
            parts.append(SplitPart(one.document, part, one.title, one.role, one.label, one.why, words))
        else:
            left.append(LeftStretch(part, one.reason or UNNAMED, words))
    return SplitPlan(tuple(parts), tuple(left), file.name, sha256(file.content).hexdigest())
