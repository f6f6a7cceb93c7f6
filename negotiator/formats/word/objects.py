"""Objects in a text (OLE, controls) that become the pictures by which Word shows them: what stood behind the picture goes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from negotiator.formats.word.package import W14, R, W

_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_BEHIND: Final = (f"{_OFFICE}OLEObject", *(W + name for name in ("control", "objectEmbed", "objectLink", "movie")))
OBJECT, ICON = "object of which its picture is left", "attached file of which its icon is left"
"""What is told of each: a picture shows what was in the object, an icon does not."""


def picture_alone(root: Any, ids: Collection[str]) -> dict[str, str]:
    """Take out of a story what stands behind the pictures of objects with these relations; what to tell of each, by its relation."""
    told: dict[str, str] = {}
    for behind in [e for e in root.iter(*_BEHIND) if e.get(f"{R}id") in ids]:
        icon = "Icon" in (behind.get("DrawAspect"), behind.get(W + "drawAspect"), behind.get("drawAspect")) or behind.get(W + "drawAspect") == "icon"
        told[behind.get(f"{R}id")] = ICON if icon else OBJECT
        holder = behind.getparent()
        holder.remove(behind)
        if holder.tag == W + "object":
            _as_picture(holder)
    return told


def _as_picture(holder: Any) -> None:
    if next(holder.iter(f"{_VML}imagedata", W + "drawing", f"{_VML}textbox", f"{_VML}path"), None) is None:
        holder.getparent().remove(holder)
        return
    for shape in holder.iter():
        if isinstance(shape.tag, str):
            shape.attrib.pop(f"{_OFFICE}ole", None)
    if holder.find(W + "drawing") is None:
        holder.tag = W + "pict"
    for key in [k for k in holder.attrib if k.startswith((W, W14))]:
        del holder.attrib[key]
