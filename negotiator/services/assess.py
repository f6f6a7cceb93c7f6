"""Record what a person says of a point in an outcome document, stamped with what was seen."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.match import suggest
from negotiator.model.point import Assessment, Evidence, Point, Verdict
from negotiator.model.revision import Revision, Role
from negotiator.rules.brackets_read import without_holders
from negotiator.rules.recheck import SeenClause
from negotiator.services.addresses import find_clause, find_revision
from negotiator.services.coverage import seen_in
from negotiator.services.points import find_point, points_of
from negotiator.text.normalise import cosmetic, fold, wording_sha256

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot, Store


def assess(
    store: Store,
    actor: str,
    at: datetime,
    *,
    point: Point,
    revision: Revision,
    seen: Sequence[SeenClause],
    verdict: Verdict,
    expected_seq: int,
    candidates: Sequence[SeenClause] = (),
    quote: str = "",
    note: str = "",
) -> Assessment:
    """Append a verdict on `point` in `revision`, stamped with the wordings of point, clauses and chapeaux that were seen.

    `expected_seq` is the number of verdicts on this point in this document that the person had seen. `candidates` are the first
    five that were on the screen, kept with an `absent`. Raises ConflictError if someone judged meanwhile, UsageError where the
    verdict and its evidence do not fit, or the quote stands in none of the clauses.
    """
    if verdict is Verdict.ABSENT and seen:
        raise UsageError("what is absent stands in no paragraph", hint="leave the paragraphs out, or judge it partial or contradicted")
    if quote.strip() and not seen:
        raise UsageError("a quote needs the paragraph that it stands in", hint="name it after the point; what is absent has no words to quote")
    if verdict is not Verdict.ABSENT and not seen:
        raise UsageError(f"name the paragraph that makes {point.path} {verdict.value}", hint=f"negotiator suggest {point.path} lists candidates")
    assessment = Assessment(
        point=point.provision,
        document=revision.document,
        revision=revision.slug,
        seq=expected_seq + 1,
        verdict=verdict,
        evidence=_evidence(seen, quote),
        point_wording_sha256=wording_sha256(point.text),
        candidates=tuple((c.provision, c.wording_sha256) for c in candidates[:5]) if verdict is Verdict.ABSENT else (),
        note=note,
        actor=actor,
        at=at,
    )
    with store.transaction(actor, at, "assess", f"{point.document}:{point.path} in {revision.address}") as tx:
        tx.add_wording(point.text)
        return tx.append_assessment(assessment, expected_seq)


def assess_by_name(
    store: Store, actor: str, at: datetime, name: str, verdict: Verdict, clauses: Sequence[str], *, text: str | None = None, quote: str = "", note: str = ""
) -> Assessment:
    """As `assess`, from what a user types: a point, the text judged (the newest of the document that the point addresses), clauses."""
    with store.snapshot() as view:
        point = find_point(points_of(view), name)
        revision, names = _judged_text(view, point, text, clauses)
        everything = seen_in(view, revision)
        plain = [s.clause for s in everything]
        by_id = {s.clause.id: s for s in everything}
        seen = list({found: by_id[found] for found in (find_clause(plain, one, revision.address).id for one in names)}.values())
        history = view.assessment_history(point.provision, revision.document)
        found = suggest([point], without_holders(plain), document=revision.document, language=revision.language) if verdict is Verdict.ABSENT else ()
        candidates = [by_id[c.clause] for s in found for c in s.candidates]
        seq = history[-1].seq if history else 0
    return assess(store, actor, at, point=point, revision=revision, seen=seen, verdict=verdict, expected_seq=seq, candidates=candidates, quote=quote, note=note)


@dataclass(frozen=True, slots=True)
class _Named:
    """A paragraph as it was typed: its text where the user named one, and its own name."""

    typed: str
    clause: str
    revision: Revision | None
    exact: bool
    """The version was named, too."""


def _named(view: Snapshot, typed: str, slugs: Collection[str]) -> _Named:
    found = re.match(r"([\w-]+)(?:@|[:#])", typed)
    if not found or found[1] not in slugs:
        return _Named(typed, typed, None, False)
    revision, address = find_revision(view, typed)
    if not address.clause:
        raise UsageError(f"{typed} names no paragraph", hint=f"add one: {revision.address}:7")
    return _Named(typed, address.clause, revision, "@" in typed)


def _judged_text(view: Snapshot, point: Point, text: str | None, clauses: Sequence[str]) -> tuple[Revision, list[str]]:
    """The text that was judged, and the paragraphs without the text's name where they were given as addresses (`declaration@rev1:7`)."""
    slugs = {d.slug for d in view.documents()}
    named = [_named(view, one, slugs) for one in clauses]
    revision = _chosen_text(view, point, text, named)
    for one in named:
        if one.revision and (one.revision.document != revision.document or (one.exact and one.revision.uid != revision.uid)):
            raise UsageError(f"{one.typed} is not in the text that is judged, {revision.address}", hint="one verdict is about one text: name its paragraphs")
    if view.document(revision.document).role is not Role.OUTCOME:
        raise UsageError(f"{revision.address} is no outcome document, so no point is judged on it", hint="name a text under negotiation: --in declaration")
    if revision.document not in point.targets:
        raise UsageError(
            f"{point.path} does not address {revision.document}, so a verdict on it there would count nowhere",
            hint=f"negotiator point set {point.path} " + " ".join(f"--target {slug}" for slug in (*point.targets, revision.document)),
        )
    return revision, [one.clause for one in named]


def _chosen_text(view: Snapshot, point: Point, text: str | None, named: Sequence[_Named]) -> Revision:
    if text:
        revision, address = find_revision(view, text)
        if address.clause:
            raise UsageError(f"--in names a text, not a paragraph: {text}", hint=f"--in {revision.address}, and the paragraph after the point")
        return revision
    texts = [one.revision for one in named if one.revision and one.exact] or [one.revision for one in named if one.revision]
    if texts:
        return texts[0]
    if len(point.targets) != 1:
        what = "several documents" if point.targets else "no document"
        raise UsageError(f"{point.path} addresses {what}", hint="say which text you judged: --in declaration")
    return view.revision(point.targets[0], "latest")


def _evidence(seen: Sequence[SeenClause], quote: str) -> tuple[Evidence, ...]:
    quote = quote.strip()
    places = [_located(quote, s.clause.text) if quote else None for s in seen]
    if quote and not any(places):
        named = ", ".join(s.clause.path for s in seen)
        raise UsageError(f"the words {quote!r} stand in none of the paragraphs named ({named})", hint="copy them from the text")
    return tuple(
        Evidence(
            clause=s.clause.id,
            provision=s.provision,
            wording_sha256=s.wording_sha256,
            context_sha256=s.context_sha256,
            quote=s.clause.text[place[0] : place[1]] if place else "",
            quoted=place,
        )
        for s, place in zip(seen, places, strict=True)
    )


def _located(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text: to the letter, else up to spacing, typography and capitals."""
    exact = text.find(quote)
    if exact >= 0:
        return exact, exact + len(quote)
    words = quote.split()
    loose = re.search(r"\s+".join(_any_typography(word) for word in words), text, re.IGNORECASE)
    if loose:
        return loose.start(), loose.end()
    return (0, len(text)) if fold(cosmetic(quote)) == fold(cosmetic(text)) else None


def _any_typography(word: str) -> str:
    pattern = re.escape(word)
    pattern = re.sub(r"\\?['’‘]", "['’‘]", pattern)
    pattern = re.sub(r'\\?["“”„«»]', '["“”„«»]', pattern)
    return re.sub(r"\\?[-‐‑–—]", "[-‐‑–—]", pattern)
