"""Changes to a text as people send them: in a Word file with tracked changes or a table, as the JSON of edits, or written down in plain text.

In plain text (or Markdown) a heading names the paragraph, what follows is its new text, a blank line begins a new paragraph, and a quotation says why:

    # Borduria
    ## 7
    Each Party shall report every year.
    > Reports every second year come too late.
    ## after 7
    The Secretariat shall publish them.
    ## delete 9
    ## move 10 after 3
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from negotiator.errors import BadInputError, NegotiatorError
from negotiator.model.clause import STRUCTURAL
from negotiator.model.edit import Deed, Edit
from negotiator.services.addresses import find_clause
from negotiator.services.families import family
from negotiator.services.files import bytes_of, read_content
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.services.sent import Sent

_HEADING: Final = re.compile(r"^(#{1,2})(?!#)\s*(.*?)\s*#*$")
_DEED: Final = re.compile(
    r"(?:(?:insert |add |new )?(?:(?P<after>after|behind)|(?P<before>before))|(?P<delete>delete|drop|strike)|(?P<move>move)|replace|change|amend)\s+(?=\S)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"^(?:paragraphs?|paras?)\b\.?\s*", re.IGNORECASE)
_TO: Final = re.compile(r"\s+(?:(?:to\s+)?(?:after|behind)\s+(?P<clause>\S.*)|to the (?:beginning|start|top))$", re.IGNORECASE)
_EXAMPLE: Final = (
    "a heading `## 7` names the paragraph (`## after 7`, `## before 7`, `## delete 7`, `## move 7 after 9`), and its new text follows; "
    "`# Arlen` says whose changes follow"
)


def changes_in(path: str, sent: Sent) -> tuple[Edit, ...]:
    """The changes to a text that a file holds, in its order. Raises NotFoundError, UsageError or BadInputError, naming the place in the file."""
    name, content = bytes_of(path)
    if content.startswith(b"PK") or name.lower().endswith(".docx"):
        from negotiator.services.edits import edits_in

        return tuple(replace(edit, author=edit.author or unnamed(name)) for edit in edits_in(read_content(name, content), sent).edits)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(f"{name} is neither a Word file nor text in UTF-8", hint="changes come as .docx, .json, .md or .txt") from error
    if name.lower().endswith(".json") or text.lstrip()[:1] in ("[", "{"):
        return tuple(_from_json(name, text, sent.base, sent.address))
    return tuple(_from_text(name, text, sent.base, sent.address))


def unnamed(name: str) -> str:
    """In whose name stands what somebody changed in a file without a mark or a name: in nobody's, and least of all in ours."""
    return f"unnamed in {name}"


# JSON


def _from_json(name: str, text: str, base: Sequence[Clause], address: str) -> Iterator[Edit]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise BadInputError(f"{name} is no JSON: {error}", hint="negotiator edits FILE.docx --of DOC --format json writes such a file") from error
    if not isinstance(found, list):
        raise BadInputError(f"{name} holds no list of edits", hint="negotiator edits FILE.docx --of DOC --format json writes such a file")
    index = {c.id: n for n, c in enumerate(base)}
    for number, entry in enumerate(found, 1):
        where = f"{name}, edit {number}"
        if not isinstance(entry, dict):
            raise BadInputError(f"{where} is no object", hint='an edit is {"deed": "changed", "clauses": ["7"], "new": "…"}')
        new, comment = _said(entry, "new", where), _said(entry, "comment", where)
        said = _said(entry, "deed", where) or ("changed" if new else "comment" if comment else "deleted")
        if said not in tuple(Deed):
            raise BadInputError(f"{where}: {said!r} is no kind of edit", hint="there are: " + ", ".join(Deed))
        named = entry.get("clauses") or []
        if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
            raise BadInputError(f"{where}: clauses is no list of names of paragraphs", hint='write "clauses": ["7"]')
        clauses = [_clause(base, one, address, where) for one in named]
        old = _said(entry, "old", where)
        behind = None if entry.get("behind") is None else _said(entry, "behind", where)
        behind = _clause(base, behind, address, where).id if behind else behind
        yield Edit(
            deed=Deed(said),
            clauses=tuple(c.id for c in clauses),
            label=_said(entry, "label", where) or " and ".join(c.label for c in clauses),
            author=_said(entry, "author", where) or (unnamed(file) if (file := _said(entry, "file", where)) else ""),
            at=_moment(_said(entry, "at", where), where),
            old=old,
            new=new,
            redline=redline(old, new) if old and new else None,
            comment=comment,
            quote=_said(entry, "quote", where),
            on=tuple(str(one) for one in entry.get("on") or ()),
            behind=behind,
            to=_said(entry, "to", where),
            like=_clause(base, like, address, where).id if (like := _said(entry, "like", where)) else "",
            file=name,
            position=index[clauses[0].id] if clauses else -1,
        )


def _said(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise BadInputError(f"{where}: {key} is no text", hint=f'write "{key}": "…"')
    return value or ""


def _moment(text: str, where: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInputError(f"{where}: {text!r} is no date", hint="write 2026-03-01T12:00:00Z") from error


def _clause(base: Sequence[Clause], name: str, address: str, where: str) -> Clause:
    try:
        return find_clause(base, name, address)
    except NegotiatorError as error:
        raise type(error)(f"{where}: {error.message}", hint=error.hint) from error


# plain text


def _from_text(name: str, text: str, base: Sequence[Clause], address: str) -> Iterator[Edit]:
    author, heading, at, lines = "", "", 0, list[str]()
    for number, line in enumerate([*text.splitlines(), "# "], 1):
        found = _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        if heading:
            yield from _written(name, at, (author, heading, lines), base, address)
        elif any(line.strip() for line in lines):
            raise BadInputError(f"{name}, line {number - len(lines)}: a text that belongs to no paragraph", hint=_EXAMPLE)
        heading, lines, at = "", [], number
        if len(found[1]) == 1:
            author = found[2]
        elif found[2]:
            heading = found[2]
        else:
            raise BadInputError(f"{name}, line {number}: a heading that names no paragraph", hint=_EXAMPLE)


def _written(name: str, line: int, said: tuple[str, str, list[str]], base: Sequence[Clause], address: str) -> Iterator[Edit]:
    author, heading, lines = said
    where = f"{name}, line {line}"
    verb = _DEED.match(heading)
    named = heading[verb.end() :] if verb else heading
    place = _TO.search(named) if verb and verb["move"] else None
    clause = _clause(base, _NAMED.sub("", named[: place.start()] if place else named), address, where)
    new = "\n".join(_paragraphs([one for one in lines if not one.lstrip().startswith(">")]))
    why = " ".join(one.strip().lstrip(">").strip() for one in lines if one.lstrip().startswith(">"))
    index = {c.id: n for n, c in enumerate(base)}

    def edit(deed: Deed, one: Clause) -> Edit:
        old = "" if deed in (Deed.ADDED, Deed.COMMENT) else one.text
        text = "" if deed in (Deed.DELETED, Deed.COMMENT) else new
        line = redline(old, text) if old and text else None
        return Edit(deed, (one.id,), one.label, author, None, old, text, line, why, file=name, position=index[one.id])

    if verb and verb["delete"]:
        if new:
            raise BadInputError(f"{where}: a paragraph that is deleted has no new text", hint=_EXAMPLE)
        yield from (replace(edit(Deed.DELETED, one), comment="" if n else why) for n, one in enumerate(family(clause, base)))
    elif verb and verb["move"]:
        if new:
            raise BadInputError(f"{where}: a paragraph that is moved keeps its text", hint="change it under a heading of its own, or delete and insert it")
        to = _clause(base, _NAMED.sub("", place["clause"]), address, where) if place and place["clause"] else None
        yield _moved(edit(Deed.MOVED, clause), clause, to, base, f"{where}: it is not said where {clause.label} is to stand" if place is None else "", where)
    elif verb and (verb["after"] or verb["before"]):
        if not new:
            raise BadInputError(f"{where}: nothing is to be inserted", hint=_EXAMPLE)
        yield _added(edit(Deed.ADDED, clause), clause, base, before=bool(verb["before"]))
    elif new or why:
        yield edit(Deed.CHANGED if new else Deed.COMMENT, clause)
    else:
        raise BadInputError(f"{where}: {clause.label} has no new text", hint=f"write it under the heading, or `## delete {clause.path}`")


def _moved(edit: Edit, clause: Clause, to: Clause | None, base: Sequence[Clause], fault: str, where: str) -> Edit:
    """A move behind all that stands under a clause, or to the beginning."""
    if fault:
        raise BadInputError(fault, hint=f"## move {clause.path} after 9, or `to the beginning`")
    if to in family(clause, base):
        raise BadInputError(f"{where}: {clause.label} cannot stand behind itself", hint="name another paragraph")
    behind, place = (family(to, base)[-1].id, f"after {to.label}") if to else ("", "at the beginning")
    return replace(edit, new=clause.text, redline=None, behind=behind, to=place)


def _added(edit: Edit, clause: Clause, base: Sequence[Clause], *, before: bool) -> Edit:
    """A new paragraph directly before a clause, or behind all that stands under it."""
    like = "" if clause.kind in STRUCTURAL else clause.id  # what stands under a heading is none
    if not before:
        return replace(edit, clauses=(family(clause, base)[-1].id,), label=f"after {clause.label}", like=like)
    ahead = edit.position - 1
    clauses = (base[ahead].id,) if ahead >= 0 else ()
    return replace(edit, clauses=clauses, label=f"before {clause.label}", like=like, position=ahead)


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    waiting: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            waiting.append(line.strip())
        elif waiting:
            yield " ".join(waiting)
            waiting = []
