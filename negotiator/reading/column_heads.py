"""What the heads of a table's columns say that the columns hold, where delegations comment on a text in five languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from negotiator.text.normalise import fold


class Column(StrEnum):
    """What a column holds."""

    PLACE = "place"
    AUTHOR = "author"
    CURRENT = "current"
    """The text as it stands."""
    PROPOSAL = "proposal"
    EITHER = "either"
    """A proposal or a comment, as it comes."""
    COMMENT = "comment"
    POINT = "point"
    """Our own point beside the text."""


_PROPOSING: Final = r"(?:propos|suggest|amend|forslag|vorschlag|propuesta)"
_REMARKING: Final = r"(?:comment|remark|kommentar|bemaerkning|bemerkung|commentaire|remarque|comentario|observacion)"
_OR: Final = r".*(?:/|&|\b(?:and|or|og|eller|und|oder|et|ou|y|o)\b).*"
_HEADS: Final[Sequence[tuple[Column | None, re.Pattern[str]]]] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (None, r"\btype\b|secretariat|sekretariat|response|\breply|replies|\bsvar\b|antwort|reponse|respuesta|decision|\bstatus\b|priority|page|\bline\b"),
        (Column.EITHER, f"{_PROPOSING}{_OR}{_REMARKING}|{_REMARKING}{_OR}{_PROPOSING}"),
        (
            Column.COMMENT,
            r"comment|comentari|remark|rationale|justif|reason|expla|observation|kommentar|bemaerkning|begrund|motiv|erlauter|anmerkung|bemerkung|observacion|remarque|"
            r"\bwhy\b|because|\bfordi\b|\bweil\b|porque|parce que|\bviews?\b|stellungnahme|holdning|\bavis\b|opinion|\bnotes?\b|hvorfor|warum|raison",
        ),
        (
            Column.PROPOSAL,
            r"propos|suggest|amend|\bnew\b|change|redraft|drafting|revis|aendring|forslag|ny tekst|nyt? ordlyd|vorschlag|anderung|neuer text|modif|propuest|"
            r"enmienda|nouveau|nouvelle|nuev[oa]\b|\bneue[rs]?\b|\bny\b|\bnyt\b|alternative",
        ),
        (Column.PLACE, r"\bref|fundstelle|henvisning|location|placering|emplacement|ubicacion"),
        (Column.POINT, r"(?:our|eu|vores|unser|notre|nuestro) (?:point|position|punkt|posicion)"),
        (
            Column.CURRENT,
            r"current|original|existing|present|as it stands|draft text|\btexte?\b|\btexto\b|wording|ordlyd|wortlaut|nuvaerende|gaeldende|aktuel|geltend|"
            r"derzeit|actuel|actual|vigente|\btekst",
        ),
        (
            Column.PLACE,
            r"para|point|article|artikel|articulo|\bno\b|\bnr\b|number|\bref|clause|action|afsnit|punkt|nummer|numero|absatz|\babs\b|where|§|item|^#$|place|ziffer|section|"
            r"chapter|stelle|sted|fundstelle|parrafo|apartado|punto|provision|recital",
        ),
        (
            Column.AUTHOR,
            r"delegation|member state|\bms\b|\bmb\b|\bstate\b|author|country|\bname\b|\bfrom\b|\bparty\b|medlems|\bland\b|mitglied|\betat|pays|estado|"
            r"delegacion|\bpais\b|commenter|\bby\b|indsender|absender",
        ),
    )
)
"""Words of column heads, folded; in order, the first that fits decides."""
ASKED: Final = frozenset((Column.PROPOSAL, Column.EITHER, Column.COMMENT))
"""Columns that ask for something."""
_LONGEST_HEAD: Final = 60


def head_of(text: str) -> Column | None:
    """What a column's head says that the column holds; None where it says nothing of use."""
    folded = re.sub(r"\([^)]*\)", " ", fold(text)).strip()
    if not folded or len(folded) > _LONGEST_HEAD:
        return None
    return next((column for column, pattern in _HEADS if pattern.search(folded)), None)
