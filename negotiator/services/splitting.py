"""One file, several texts: propose which part of a Final Document is which document, and import them all in one transaction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING

from negotiator.errors import BadInputError, UsageError
from negotiator.model.clause import STRUCTURAL
from negotiator.model.counting import with_article
from negotiator.model.revision import Role
from negotiator.reading.corrections import Part, find_block, is_note
from negotiator.reading.forms import is_annex
from negotiator.reading.labels import split_label
from negotiator.rules.targets import kinds_named
from negotiator.services.import_revision import ImportPlan, ImportWishes, append_revision, plan_import
from negotiator.services.split_plans import LeftStretch, SplitPart, SplitPlan, check_plan, part_toml, place_of
from negotiator.text.normalise import fold
from negotiator.text.tokens import words

if TYPE_CHECKING:
    from negotiator.model.block import Block
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.services.files import ReadFile
    from negotiator.store.store import Snapshot, Store

ALIKE = 0.3
"""Share of a stretch's runs of four words that a held text must have for it to be that document."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document that a part may be: its title, and the runs of four words of its newest text."""

    slug: str
    title: str
    role: Role
    runs: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SplitImport:
    """What carrying out a plan would import; nothing is stored yet."""

    imports: tuple[ImportPlan, ...]
    left_out: tuple[tuple[str, int], ...]
    """Reasons and words of what becomes no document."""
    total: int
    """All words of the file."""


def known_documents(view: Snapshot) -> tuple[Known, ...]:
    """The outcome documents of a workspace, as parts of a file are held against them."""
    found = []
    for document in view.documents():
        if document.role is not Role.POSITION:
            texts = [c.clause.text for c in view.clauses(view.revision(document.slug))] if view.revisions(document.slug) else []
            found.append(Known(document.slug, document.title, document.role, _runs(texts)))
    return tuple(found)


def propose(file: ReadFile, known: Sequence[Known] = ()) -> SplitPlan:
    """Which part of a file is which document: by annexes and titles, and by likeness to the texts that are held. What is none of them is left out."""
    stretches = _stretches(file, known)
    parts: list[SplitPart] = []
    left: list[LeftStretch] = []
    for number, stretch in enumerate(stretches):
        slug, title, why = _which(stretch, known, first=number == 0 and len(stretches) > 1)
        heads = stretch.blocks[: _bare_annex(stretch.blocks)] if slug else []
        if heads:
            left.append(LeftStretch(Part(place_of(heads[0]), place_of(heads[-1])), "annex heading", sum(b.words for b in heads)))
        blocks = stretch.blocks[len(heads) :]
        part, count = Part(place_of(blocks[0]), place_of(blocks[-1])), sum(block.words for block in blocks)
        if not slug:
            left.append(LeftStretch(part, why, count))
        elif parts and parts[-1].document == slug:
            if heads:
                left.pop()
            before = parts[-1]
            parts[-1] = replace(before, part=Part(before.part.first, part.last), words=before.words + count + sum(b.words for b in heads))
        else:
            parts.append(SplitPart(slug, part, title, why=why, words=count))
    twice = {part.document for part in parts if sum(other.document == part.document for other in parts) > 1}
    parts = [replace(part, why=f"{part.why}; this document stands twice: choose") if part.document in twice else part for part in parts]
    return SplitPlan(tuple(parts), tuple(left), file.name, sha256(file.content).hexdigest())


def plan_split(view: Snapshot, file: ReadFile, plan: SplitPlan, wishes: ImportWishes, name: str) -> SplitImport:
    """Work out what a plan would import; `wishes` hold for every part, and the plan's own words before them. Stores nothing.

    Raises BadInputError where the plan does not fit the file, UsageError where a document stands in it twice, and what plan_import raises.
    """
    _, left, margins = check_plan(plan, file, name)
    slugs = [part.document for part in plan.parts]
    twice = next((slug for slug in slugs if slugs.count(slug) > 1), "")
    if twice:
        raise UsageError(f"{name}: {twice} stands in two parts", hint="one file holds one version of a document; leave a part out or give it another name")
    imports = []
    for part in plan.parts:
        wish = replace(
            wishes,
            document=part.document,
            role=part.role or wishes.role,
            title=part.title or wishes.title,
            label=part.label or wishes.label,
            corrections=f"{part_toml(part.part)}\n{_as_heading(file, part)}{wishes.corrections}",
        )
        imports.append(plan_import(view, file, wish))
    reasons = [(stretch.reason, count) for stretch, count in zip(plan.left_out, left, strict=True)]
    return SplitImport(tuple(imports), (*reasons, *((("headers, footers and notes of no part", margins[0]),) if margins[0] else ())), file.reading.words)


def import_split(store: Store, actor: str, at: datetime, split: SplitImport) -> tuple[Revision, ...]:
    """Append every part of a file, or none: one transaction, the file stored once. Raises ConflictError if someone imported the same meanwhile."""
    subject = " ".join(plan.revision.address for plan in split.imports)
    with store.transaction(actor, at, "import", subject) as tx:
        return tuple(append_revision(tx, plan) for plan in split.imports)


def _as_heading(file: ReadFile, part: SplitPart) -> str:
    """`Annex II. Action plan` at the head of a part is its title there, and no annex of itself."""
    block = file.reading.blocks[find_block(file.reading, part.part.first)]
    label = split_label(block.text)[0]
    if block.label or label is None or label.word not in ("annex", "part"):
        return ""
    place = place_of(block)
    return f'[[block]]\nat = {dumps(place.at)}\nquote = {dumps(place.quote, ensure_ascii=False)}\nis = "heading"\nlevel = 1\nnumber = ""\n\n'


@dataclass(frozen=True, slots=True)
class _Stretch:
    blocks: list[Block]
    heads: tuple[str, ...]
    """Headings that it begins with."""
    clauses: list[Clause]


def _stretches(file: ReadFile, known: Sequence[Known]) -> list[_Stretch]:
    """The running text, cut before each heading that may begin a document; cuts that only an annex of the text before explains are healed by likeness."""
    clause_at: dict[object, Clause] = {}
    for clause in file.clauses:
        for anchor in clause.anchors:
            clause_at.setdefault(anchor, clause)
    running = [b for b in file.reading.blocks if b.text.strip() and not is_note(b) and b.role.value in ("body", "text box")]
    if not running:
        raise BadInputError(f"{file.name} has no running text", hint="negotiator parse --explain shows what each part of a file is taken for")
    starts, heading_before = [0], False
    for index, block in enumerate(running):
        here = clause_at.get(block.anchor)
        heading = here is not None and here.kind in STRUCTURAL
        begins = here is not None and heading and _begins(block, here, known)
        # `Annex I` and the title under it begin one part; a cover's title and `Annex I` do not.
        if begins and index and not (heading_before and starts[-1] == index - 1 and not _annexed(block)):
            starts.append(index)
        heading_before = heading
    out = []
    for start, end in zip(starts, [*starts[1:], len(running)], strict=True):
        blocks = running[start:end]
        heads = []
        for block in blocks[:4]:
            here = clause_at.get(block.anchor)
            if here is None or here.kind not in STRUCTURAL:
                break
            heads.append(block.text)
        clauses = list({id(c): c for b in blocks if (c := clause_at.get(b.anchor)) is not None}.values())
        out.append(_Stretch(blocks, tuple(heads), clauses))
    return _healed(out, known)


def _annexed(block: Block) -> bool:
    label = split_label(block.text)[0]
    return label is not None and label.word == "annex"


def _begins(block: Block, clause: Clause, known: Sequence[Known]) -> bool:
    label = split_label(block.text)[0]
    if (label is not None and label.word in ("annex", "part")) or is_annex(block.text):
        return True
    if _titled(block.text, known):
        return True
    return clause.level == 0 and len(kinds_named(block.text)) == 1 and len(block.text.split()) <= 16 and not clause.number


def _titled(text: str, known: Sequence[Known]) -> str:
    """The document whose title a line is, nearly word for word."""
    own = set(words(fold(text)))
    for document in known:
        title = set(words(fold(document.title)))
        if len(own & title) >= max(2, 0.8 * len(title)) and len(own) <= len(title) + 4:
            return document.slug
    return ""


def _healed(stretches: list[_Stretch], known: Sequence[Known]) -> list[_Stretch]:
    """An annex that the held text of the document before it has, too, is a part of that document."""
    out: list[_Stretch] = []
    for stretch in stretches:
        before, own = out[-1] if out else None, _likest(stretch, known)
        same = before is not None and own != "" and own == _likest(before, known)
        loose = len(out) > 1 and not own and not _own_annex(stretch)
        if before is not None and (same or loose):
            out[-1] = _Stretch([*before.blocks, *stretch.blocks], before.heads, [*before.clauses, *stretch.clauses])
        else:
            out.append(stretch)
    return out


def _own_annex(stretch: _Stretch) -> bool:
    """Whether it begins as a numbered annex or part does, or names a kind of document; a bare `Annex` belongs to what stands before it."""
    label = split_label(stretch.blocks[0].text)[0]
    return (label is not None and label.word in ("annex", "part") and not label.unnumbered) or any(kinds_named(head) for head in stretch.heads)


def _likest(stretch: _Stretch, known: Sequence[Known]) -> str:
    return max(((_likeness(stretch, document), document.slug) for document in known), default=(0.0, ""))[1] if _best(stretch, known) >= ALIKE else ""


def _best(stretch: _Stretch, known: Sequence[Known]) -> float:
    return max((_likeness(stretch, document) for document in known), default=0.0)


def _likeness(stretch: _Stretch, document: Known) -> float:
    runs = _runs([clause.text for clause in stretch.clauses])
    return len(runs & document.runs) / len(runs) if runs else 0.0


def _runs(texts: Sequence[str]) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        own = words(text)
        found.update(tuple(own[at : at + 4]) for at in range(max(1, len(own) - 3)) if own)
    return frozenset(found)


def _which(stretch: _Stretch, known: Sequence[Known], *, first: bool) -> tuple[str, str, str]:
    """The document that a stretch is (empty: none), its title where it is new, and why."""
    alike = _likest(stretch, known)
    if alike:
        return alike, "", f"{_best(stretch, known):.0%} of it is as in {alike}"
    titled = next((slug for head in stretch.heads if (slug := _titled(head, known))), "")
    if titled:
        return titled, "", f"its heading is the title of {titled}"
    for head in stretch.heads:
        kind = next((kind for kind, _ in kinds_named(head) if kind != "final-document"), "")
        if kind:
            held = [document.slug for document in known if kind in {document.slug, *dict(kinds_named(document.title))}]
            if len(held) == 1:
                return held[0], "", f"its heading names {with_article(kind.replace('-', ' '))}"
            if not first:
                return kind, _title(head), f"its heading names {with_article(kind.replace('-', ' '))}"
    if first:
        return "", "", "cover page and what stands before the first document"
    head = next((h for h in stretch.heads if _title(h)), stretch.blocks[0].text)
    return "", "", f"no known document: {' '.join(head.split())[:60]}"


def _title(head: str) -> str:
    return "" if is_annex(head) and len(head.split()) == 1 else " ".join(split_label(head)[1].split()).strip(" .:–—-")


def _bare_annex(blocks: Sequence[Block]) -> int:
    """How many lines at the head say only `Annex II`; they number the part in the file and are none of its words."""
    if len(blocks) < 2:
        return 0
    label, rest = split_label(blocks[0].text)
    bare = (label is not None and label.word in ("annex", "part") and not rest.strip()) or bool(
        re.fullmatch(r"(?i)annexe?|anexo|bilag|anhang", blocks[0].text.strip())
    )
    return 1 if bare else 0
