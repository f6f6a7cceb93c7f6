"""A chart without what stands behind it: its workbook, series that are filtered out, the names of sheets; what it shows stays."""

from __future__ import annotations

import re
from typing import Any, Final

_ADDRESS: Final = re.compile(r"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?$")
_BEHIND: Final = ("externalData", "pivotSource", "pivotFmts", "printSettings")
_SHEET: Final = "Sheet1!"
NEUTRAL: Final = _SHEET + "$A$1"


def is_chart(root: Any) -> bool:
    """Whether an XML part is a chart of one of the two kinds."""
    return isinstance(root.tag, str) and root.tag.endswith("}chartSpace")


def bare_chart(root: Any, *, keep_addresses: bool = False) -> int:
    """Take out what stands behind a chart; how much there was. `keep_addresses` for a chart that stands in its own workbook."""
    gone = 0
    for name in _BEHIND:
        for element in list(root.iter(f"{{*}}{name}")):
            element.getparent().remove(element)
            gone += 1
    for element in [e for e in root.iter("{*}ext") if any(isinstance(x.tag, str) and x.tag.rpartition("}")[2].startswith("filtered") for x in e.iter())]:
        element.getparent().remove(element)
        gone += 1
    for address in () if keep_addresses else root.iter("{*}f", "{*}sqref"):
        found = _ADDRESS.search(address.text or "")
        plain = _SHEET + found[0] if found else NEUTRAL
        gone += address.text != plain
        address.text = plain
    return gone


def behind_chart(root: Any) -> list[str]:
    """Where a chart says that its numbers come from, as far as it names a sheet of somebody's."""
    named = (re.sub(r"!.*", "", a.text or "").strip("'") for a in root.iter("{*}f"))
    filtered = any(isinstance(e.tag, str) and e.tag.rpartition("}")[2].startswith("filtered") for e in root.iter())
    return [
        *dict.fromkeys(f"the sheet that a chart was made from: {name}" for name in named if name and name not in ("Sheet1", "$A$1")),
        *(["series that a chart does not show"] if filtered else []),
    ]
