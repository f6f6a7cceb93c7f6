"""What a file to hand over is called where the user gives no name: one rule for the command line and the screen."""

from __future__ import annotations

from negotiator.model.audience import Audience


def export_name(form: str, audience: Audience, *, document: str = "", revision: str = "", since: str = "", markdown: bool = False) -> str:
    """A file name that says what is in it and for whom.

    `form` is `redline`, `annotated`, `table`, `proposals`, `position` or `report`; document and revisions are slugs, `since` the older side of a redline.
    """
    parts = {
        "redline": (document, since, "to", revision),
        "annotated": (document, revision, "annotated"),
        "table": (document, revision, "table"),
        "proposals": (document, revision, "proposals"),
        "position": (document, revision),
        "report": (document or "coverage", "report"),
    }[form]
    return "-".join((*filter(None, parts), audience.value)) + (".md" if markdown and form in ("report", "table") else ".docx")
