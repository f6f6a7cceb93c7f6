"""Delegations and groups that users enter: names, status, memberships with their days. What a group holds is not made its members' here."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from negotiator.errors import BadInputError, NotFoundError, UsageError
from negotiator.model.counting import counted
from negotiator.model.party import Membership, Party, PartyStatus, PartyTable, key
from negotiator.text.bracketed.names import GROUPS, is_unnamed
from negotiator.text.shell import typed

if TYPE_CHECKING:
    from negotiator.model.bracket import Bracket
    from negotiator.store.store import Snapshot, Store, Transaction

_OFTEN_ONE: Final = (
    ("G-77 and China", "G-77"),
    ("European Union", "European Union and its Member States", "EU and its Member States", "EU"),
    ("United States of America", "United States", "USA", "US"),
    ("United Kingdom of Great Britain and Northern Ireland", "United Kingdom", "UK"),
    ("LMDCs", "LMDC"),
    ("JUSSCANNZ", "JUSCANZ"),
)
_SUBJECT: Final = "delegation:"
_SET: Final = "delegation"
_SHAPE: Final = (
    'it looks like  [[delegation]] name = "Arlen", status = "state party", aliases = ["Republic of Arlen"], member_of = [{group = "G-77", since = 2020-01-01}]'
)


def party_table(view: Snapshot) -> PartyTable:
    """All delegations of the workspace, by name."""
    found = [_party(dict(ruling.payload)) for ruling in view.rulings(_SUBJECT) if ruling.kind == _SET]
    return PartyTable(tuple(sorted(found, key=lambda p: p.name.casefold())))


def put(store: Store, actor: str, at: datetime, parties: Sequence[Party]) -> tuple[Party, ...]:
    """Enter delegations, or what is new about them: one entry of the journal. Raises UsageError where a name belongs to another one already."""
    if not parties:
        return ()
    subject = parties[0].name if len(parties) == 1 else counted(len(parties), "delegation")
    with store.transaction(actor, at, "delegation", subject) as tx:
        table = party_table(tx)
        for party in parties:
            _check(table, party)
            _append(tx, party)
            table = PartyTable((*(p for p in table.parties if key(p.name) != key(party.name)), party))
    return tuple(parties)


def _check(table: PartyTable, party: Party) -> None:
    if not party.name.strip():
        raise UsageError("a delegation needs a name", hint='negotiator delegations add "Arlen"')
    for name in party.names:
        other = table.find(name)
        if other is not None and key(other.name) != key(party.name):
            raise UsageError(f"{name!r} is a name of {other.name} already", hint="one name belongs to one delegation")


def _append(tx: Transaction, party: Party) -> None:
    subject = _SUBJECT + key(party.name)
    before = next((r.seq for r in tx.rulings(subject) if r.subject == subject), 0)
    tx.append_ruling(subject, before, _SET, _payload(party))


def add(
    store: Store, actor: str, at: datetime, name: str, *, status: PartyStatus | None = None, aliases: Sequence[str] = (), ours: bool | None = None
) -> Party:
    """Enter a delegation, or change its status, names or whose it is. Raises UsageError."""
    with store.snapshot() as view:
        party = party_table(view).find(name) or Party(name.strip())
    changed = replace(
        party,
        status=party.status if status is None else status,
        aliases=tuple(dict.fromkeys((*party.aliases, *(a.strip() for a in aliases if key(a) not in {key(n) for n in party.names})))),
        ours=party.ours if ours is None else ours,
    )
    return put(store, actor, at, [changed])[0]


def join(store: Store, actor: str, at: datetime, name: str, group: str, *, since: date | None = None, until: date | None = None) -> Party:
    """Record that a delegation belongs to a group, from a day and until a day. Raises NotFoundError with the nearest name, UsageError."""
    if since and until and until < since:
        raise UsageError(f"{name} would leave {group} before it joins", hint="--since comes before --until")
    with store.snapshot() as view:
        table = party_table(view)
    party = known(table, name)
    if key(group) in {key(one) for one in party.names}:
        raise UsageError(f"{name} cannot be a member of itself")
    kept = [m for m in party.member_of if key(table.called(m.group)) != key(table.called(group)) or not _overlaps(m, since, until)]
    return put(store, actor, at, [replace(party, member_of=(*kept, Membership(table.called(group), since, until)))])[0]


def _overlaps(one: Membership, since: date | None, until: date | None) -> bool:
    return (one.until is None or since is None or since <= one.until) and (one.since is None or until is None or one.since <= until)


def known(table: PartyTable, name: str) -> Party:
    """The delegation that goes by a name. Raises NotFoundError that offers the nearest name."""
    found = table.find(name)
    if found is not None:
        return found
    near = table.nearest(name)
    hint = (
        f"did you mean {near}? negotiator delegations alias {typed(near)} {typed(name)} makes it one of its names"
        if near
        else f"negotiator delegations add {typed(name)}"
    )
    raise NotFoundError(f"no delegation goes by {name!r}", hint=hint)


def unknown_names(table: PartyTable, used: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names that a text uses and nobody entered, each with the known name that is most like it (empty where none is)."""
    groups = {key(name) for name in GROUPS}
    found = dict.fromkeys(name for name in used if table.find(name) is None and key(name) not in groups and not is_unnamed(name))
    return tuple((name, table.nearest(name)) for name in found) if table.parties else ()


def names_of(table: PartyTable, name: str) -> tuple[str, ...]:
    """Every name of a delegation; the name itself where nobody entered it."""
    found = table.find(name)
    return found.names if found else (name,)


def listed_as(table: PartyTable, used: Iterable[str]) -> Callable[[str], str]:
    """Under which name a party is listed: as it was entered, else as it is first spelled in a text (`G-77` and `G77` are one)."""
    first: dict[str, str] = {}
    for name in used:
        first.setdefault(key(name), name)
    return lambda name: table.called(name) if table.find(name) else first.get(key(name), name)


def likely_one(table: PartyTable, used: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names in a text that are commonly used for one party, and that nobody entered as names of one: the longer one first."""
    here = {key(name): name for name in reversed(list(used))}
    found = []
    for names in _OFTEN_ONE:
        there = list(dict.fromkeys(here[key(n)] for n in names if key(n) in here))
        found += [(there[0], other) for other in there[1:] if table.find(there[0]) is None or table.find(there[0]) is not table.find(other)]
    return tuple(found)


def named_once(table: PartyTable, brackets: Iterable[Bracket]) -> tuple[str, ...]:
    """Names that nobody entered and that stand once, before a colon, so that they may be no party's: `[Seal: two rings]`."""
    if table.parties:
        return ()
    count: Counter[str] = Counter()
    before: dict[str, str] = {}
    for bracket in brackets:
        for name in bracket.parties():
            count[key(name)] += 1
            if " " not in name and not is_group(name) and not is_unnamed(name) and bracket.text[1:].lstrip().startswith(f"{name}:") and not bracket.note:
                before[key(name)] = name
    return tuple(name for folded, name in before.items() if count[folded] == 1)


def is_group(name: str) -> bool:
    """Whether a name is that of a group which is known without being entered."""
    return key(name) in {key(one) for one in GROUPS}


def read_toml(name: str, content: bytes) -> tuple[Party, ...]:
    """Delegations from a TOML file. Raises BadInputError that names the delegation at fault."""
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"{name}: no valid TOML ({error})", hint=_SHAPE) from error
    entries = data.get("delegation")
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise BadInputError(f"{name} has no [[delegation]]", hint=_SHAPE)
    parties = []
    for number, entry in enumerate(entries, 1):
        try:
            parties.append(_party(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadInputError(f"{name}, delegation {number}: {error}", hint=_SHAPE) from error
    return tuple(parties)


def to_toml(table: PartyTable) -> str:
    """The delegations as the TOML that `read_toml` takes."""
    import json

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

    parts = []
    for party in table.parties:
        lines = ["[[delegation]]", f"name = {quoted(party.name)}", f"status = {quoted(party.status.value)}"]
        if party.ours:
            lines.append("ours = true")
        if party.aliases:
            lines.append(f"aliases = [{', '.join(quoted(a) for a in party.aliases)}]")
        for number, membership in enumerate(party.member_of):
            lines += [""] * (not number)
            days = [f"{word} = {day.isoformat()}" for word, day in (("since", membership.since), ("until", membership.until)) if day]
            lines.append("[[delegation.member_of]]\n" + "\n".join([f"group = {quoted(membership.group)}", *days]))
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _party(entry: Mapping[str, Any]) -> Party:
    name = entry["name"]
    if not isinstance(name, str) or not name.strip():
        raise ValueError("its name is no text")
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
        raise ValueError("aliases is a list of names")
    memberships = tuple(Membership(str(m["group"]), _day(m.get("since")), _day(m.get("until"))) for m in entry.get("member_of", []))
    return Party(name.strip(), PartyStatus(entry.get("status", "unknown")), tuple(aliases), memberships, bool(entry.get("ours", False)))


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def _payload(party: Party) -> dict[str, object]:
    return {
        "name": party.name,
        "status": party.status.value,
        "aliases": list(party.aliases),
        "ours": party.ours,
        "member_of": [
            {"group": m.group, "since": m.since.isoformat() if m.since else None, "until": m.until.isoformat() if m.until else None} for m in party.member_of
        ],
    }
