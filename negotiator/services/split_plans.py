"""A plan that says which stretch of a file is which document: as data, and as the TOML that people read and change."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from negotiator.errors import BadInputError
from negotiator.model.revision import Role
from negotiator.reading.corrections import Part, Place, is_note, part_of, read_part

if TYPE_CHECKING:
    from negotiator.model.block import Block
    from negotiator.services.files import ReadFile

_FORM = 'a plan has [[part]] with document, from and to, and [[left-out]] with reason, from and to; from = { at = "line 12", quote = "first words" }'


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One stretch of a file that is one document."""

    document: str
    part: Part
    title: str = ""
    """For a new document."""
    role: Role | None = None
    label: str = ""
    """Empty where the file or the command line names the version."""
    why: str = ""
    """What spoke for it; for people only."""
    words: int = 0


@dataclass(frozen=True, slots=True)
class LeftStretch:
    """A stretch that becomes no document, and why."""

    part: Part
    reason: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """Every word of a file in one part, or left out."""

    parts: tuple[SplitPart, ...]
    left_out: tuple[LeftStretch, ...] = ()
    name: str = ""
    sha256: str = ""
    """The file that the plan is for; empty where a plan does not say."""


def read_plan(text: str, name: str) -> SplitPlan:
    """Read a plan. Raises BadInputError that names the entry at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"{name} is no valid TOML: {error}", hint=_FORM) from error
    unknown = sorted(set(data) - {"file", "part", "left-out"})
    if unknown:
        raise BadInputError(f"{name}: a plan has no {unknown[0]!r}", hint=_FORM)
    rows, left = data.get("part", []), data.get("left-out", [])
    if not isinstance(rows, list) or not isinstance(left, list) or not rows:
        raise BadInputError(f"{name} has no [[part]]", hint=_FORM)
    file = data.get("file", {})
    return SplitPlan(
        tuple(_read_part(row, f"{name}, part {number}") for number, row in enumerate(rows, 1)),
        tuple(_read_left(row, f"{name}, left-out {number}") for number, row in enumerate(left, 1)),
        str(file.get("name", "")) if isinstance(file, dict) else "",
        str(file.get("sha256", "")) if isinstance(file, dict) else "",
    )


def _read_part(row: object, where: str) -> SplitPart:
    part = read_part(row, where)
    assert isinstance(row, Mapping)  # noqa: S101 - read_part refuses anything else
    unknown = sorted(set(row) - {"document", "title", "role", "label", "from", "to"})
    if unknown:
        raise BadInputError(f"{where}: a part has no {unknown[0]!r}", hint=_FORM)
    texts = {key: row.get(key, "") for key in ("document", "title", "role", "label")}
    wrong = next((key for key, value in texts.items() if not isinstance(value, str)), "")
    if wrong or not texts["document"]:
        raise BadInputError(f"{where}: it has no text for {wrong or 'document'}", hint=_FORM)
    if texts["role"] and texts["role"] not in {role.value for role in Role}:
        raise BadInputError(f"{where}: {texts['role']!r} is no role", hint=f"role = {' | '.join(role.value for role in Role)}")
    return SplitPart(texts["document"], part, texts["title"], Role(texts["role"]) if texts["role"] else None, texts["label"])


def _read_left(row: object, where: str) -> LeftStretch:
    part = read_part(row, where)
    reason = row.get("reason") if isinstance(row, Mapping) else None
    if not isinstance(reason, str) or not reason.strip():
        raise BadInputError(f"{where}: it does not say why the words are left out", hint='reason = "cover page"')
    return LeftStretch(part, reason.strip())


def plan_toml(plan: SplitPlan) -> str:
    """The plan as people change it: what spoke for each part stands in a comment."""
    lines = ["# Which stretch of the file is which document. Both ends belong to it; at and quote must name the same place.", "", "[file]"]
    lines += [f"name = {_quoted(plan.name)}", f"sha256 = {_quoted(plan.sha256)}", ""]
    for part in plan.parts:
        lines += ["[[part]]", f"# {part.words:,} words" + (f"; {part.why}" if part.why else ""), f"document = {_quoted(part.document)}"]
        lines += [f"{key} = {_quoted(value)}" for key, value in (("title", part.title), ("label", part.label)) if value]
        lines += [f"role = {_quoted(part.role.value)}"] if part.role is not None else []
        lines += [*_ends(part.part), ""]
    for stretch in plan.left_out:
        lines += ["[[left-out]]", f"# {stretch.words:,} words", f"reason = {_quoted(stretch.reason)}", *_ends(stretch.part), ""]
    return "\n".join(lines)


def part_toml(part: Part) -> str:
    """The stretch alone, as it is kept with the document's corrections."""
    return "\n".join(["[part]", *_ends(part), ""])


def _ends(part: Part) -> list[str]:
    return [f"{key} = {{ at = {_quoted(place.at)}, quote = {_quoted(place.quote)} }}" for key, place in (("from", part.first), ("to", part.last))]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def place_of(block: Block) -> Place:
    """How a plan names a block."""
    return Place(str(block.anchor), " ".join(block.text.split()[:8]))


def check_plan(plan: SplitPlan, file: ReadFile, name: str) -> tuple[tuple[int, ...], ...]:
    """The words of each part, of each stretch left out, and of what stands in neither because it is no running text (headers, notes that nobody refers to).

    Raises BadInputError where the plan is for another file, or where a block stands in two parts or in none.
    """
    if plan.sha256 and plan.sha256 != sha256(file.content).hexdigest():
        raise BadInputError(f"{name} is a plan for another file" + (f" ({plan.name})" if plan.name else ""), hint="propose one for this file: --split propose")
    blocks = file.reading.blocks
    home: dict[int, str] = {}
    words: list[list[int]] = [[], []]
    stretches = [(part.document, part.part, 0) for part in plan.parts] + [(f"left-out ({left.reason})", left.part, 1) for left in plan.left_out]
    for title, part, side in stretches:
        inside = part_of(file.reading, part)
        twice = next((index for index in sorted(inside) if index in home), None)
        if twice is not None:
            where = f"{blocks[twice].anchor} ({_short(blocks[twice])})"
            raise BadInputError(f"{name}: {where} stands in {home[twice]} and in {title}", hint="each place belongs to one part")
        home.update(dict.fromkeys(inside, title))
        words[side].append(sum(blocks[index].words for index in inside))
    lost = next((block for index, block in enumerate(blocks) if index not in home and block.words and _running(block)), None)
    if lost is not None:
        hint = "put it into a part, or into [[left-out]] with a reason"
        raise BadInputError(f"{name}: {lost.anchor} ({_short(lost)}) stands in no part and is not left out", hint=hint)
    return (*map(tuple, words), (sum(block.words for index, block in enumerate(blocks) if index not in home),))


def _running(block: Block) -> bool:
    return block.role.value in ("body", "text box") and not is_note(block)


def _short(block: Block) -> str:
    return repr(" ".join(block.text.split())[:40])
