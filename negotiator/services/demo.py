"""The sample negotiation as a workspace: files copied and imported in order, judged as its delegation did, with who negotiates and what is agreed."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from negotiator.errors import BadInputError, ConflictError
from negotiator.model.counting import counted
from negotiator.model.point import PointKind, PointProperties, Priority, Verdict
from negotiator.model.revision import RevisionKind, Role, Scope, slugify
from negotiator.resources import folder
from negotiator.services.assess import assess_by_name
from negotiator.services.clause_status import Status, record
from negotiator.services.files import read_file
from negotiator.services.import_revision import ImportWishes, import_revision, plan_import
from negotiator.services.parties import put, read_toml
from negotiator.services.points import set_point
from negotiator.store.store import Store
from negotiator.text.shell import typed

SAMPLE = "siem-reap-angkor"
WORKSPACE = "negotiation.db"
DESK = "EU desk"
"""Who works in the sample."""


def build_demo(target: Path) -> Iterator[str]:
    """Fill `target` with the sample's files and a workspace, saying each step as it is done.

    Raises ConflictError where the folder holds a workspace, or another file of the same name. The workspace gets its name when it is
    whole. Judgements are entered as of the version that they were made on, before later versions are imported, so that what changed
    afterwards asks to be re-checked.
    """
    source = folder("drafts") / SAMPLE
    if not (source / "sample.toml").is_file():
        raise BadInputError("the sample negotiation is not installed", hint="install the package again")
    if (target / WORKSPACE).exists():
        raise ConflictError(f"{target} holds a workspace already", hint=f"negotiator --workspace {typed(target / WORKSPACE)} opens it; or name another folder")
    sample = _toml(source / "sample.toml")
    judged = _toml(source / "assessments.toml")
    for entry in sample["file"]:
        own = target / entry["file"]
        if own.exists() and own.read_bytes() != (source / entry["file"]).read_bytes():
            raise ConflictError(f"{own} is there already and is another file", hint="name a new folder: negotiator demo FOLDER")
    target.mkdir(parents=True, exist_ok=True)
    for entry in sample["file"]:
        shutil.copyfile(source / entry["file"], target / entry["file"])
    building = target / f"{WORKSPACE}.unfinished"
    for rest in target.glob(f"{building.name}*"):
        rest.unlink()
    with Store.open(str(building), create=True) as store:
        yield _delegations(store, source / "sample.toml", _at(sample["file"][0]))
        for entry in sample["file"]:
            yield _import(store, target / entry["file"], entry)
            here = [a for a in judged["assessment"] if (a["document"], a["revision"], entry["language"]) == (entry["document"], entry["label"], "en")]
            for one in here:
                _judge(store, one, _at(entry))
            if here:
                yield f"  {counted(len(here), 'point')} judged on {entry['document']} {entry['label']}"
            said = [s for s in judged["status"] if (s["document"], s["revision"], entry["language"]) == (entry["document"], entry["label"], "en")]
            for one in said:
                record(store, DESK, _at(entry), f"{_address(one)}:{one['clause']}", Status(one["status"]), one["source"])
        for one in judged.get("point", ()):
            _property(store, one)
    building.replace(target / WORKSPACE)


def require_sample(store: Store, where: str) -> None:
    """Raise ConflictError where a workspace is not the sample's: nobody's own folder is filled with files of a demonstration."""
    source = folder("drafts") / SAMPLE
    issued = {hashlib.sha256((source / entry["file"]).read_bytes()).hexdigest() for entry in _toml(source / "sample.toml")["file"]}
    with store.snapshot() as view:
        if any(revision.source_sha256 in issued for document in view.documents() for revision in view.revisions(document.slug)):
            return
    raise ConflictError(f"{where} holds a workspace that is not the sample's", hint="name a new folder: negotiator demo FOLDER")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _at(entry: dict[str, Any]) -> datetime:
    return datetime.combine(entry["date"], time(21, 0), UTC)


def _import(store: Store, path: Path, entry: dict[str, Any]) -> str:
    issued: date = entry["date"]
    wishes = ImportWishes(
        document=entry["document"],
        role=Role(entry["role"]),
        title=entry.get("title", ""),
        label=entry["label"],
        kind=RevisionKind(entry["kind"]),
        symbol=entry.get("symbol", ""),
        issued_on=issued,
        language=entry.get("language", "en"),
        based_on=slugify(entry["based_on"]) if entry.get("based_on") else "",
        scope=Scope.parse(entry.get("scope", "")),
    )
    got = read_file(str(path))
    with store.snapshot() as view:
        plan = plan_import(view, got, wishes)
    revision = import_revision(store, DESK, _at(entry), plan)
    return f"{revision.address} ({revision.language}): {plan.balance}"


def _delegations(store: Store, listed: Path, at: datetime) -> str:
    entered = put(store, DESK, at, read_toml(listed.name, listed.read_bytes()))
    return f"{len(entered)} delegations and groups, all but the European Union invented"


def _address(one: dict[str, Any]) -> str:
    return f"{one['document']}@{slugify(one['revision'])}"


def _judge(store: Store, one: dict[str, Any], at: datetime) -> None:
    clauses = one.get("clauses") or ([one["clause"]] if one.get("clause") else [])
    assess_by_name(
        store,
        DESK,
        at,
        one["point"],
        Verdict(one["verdict"]),
        clauses,
        text=_address(one),
        quote=one.get("quote", ""),
        note=one.get("note", ""),
    )


def _property(store: Store, one: dict[str, Any]) -> None:
    chosen = PointProperties(
        kind=PointKind(one["kind"]) if "kind" in one else None,
        priority=Priority(one["priority"]) if "priority" in one else None,
    )
    set_point(store, DESK, datetime.now(UTC), one["point"], chosen)
