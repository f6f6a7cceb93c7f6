"""What a bracket says that is no text to negotiate: citations, places to fill in, the state of the talks, notes of an editor."""

from __future__ import annotations

import re
from typing import Final

_FLAGS: Final = re.IGNORECASE | re.DOTALL
_PARAGRAPH: Final = (
    r"(?:(?:(?:rest|remainder|end|beginning|part) of (?:the )?)?(?:para(?:graph)?s?|text|article|section|sentence|provision|subparagraph|title|[PO]P\s?\d*\w*))"
)
_OFFICE: Final = r"(?:secretariat|editors?|chairs?|co-?chairs?|facilitators?|co-?facilitators?|rapporteurs?|translators?|legal|drafting|drafters?)"
_SYMBOL: Final = r"[A-Z]{1,8}(?:/[A-Z0-9.()*-]+){2,}"
_FILLED: Final = r"(?:completed|determined|decided|confirmed|added|inserted|elaborated|drafted|agreed|filled in|updated|specified|defined|supplied)"

CITATION: Final = re.compile(
    r"sic!?|ibid\b.{0,60}|\^[\w-]+|(?:original )?emphas[ie]s (?:added|supplied|mine|ours|(?:in|of) (?:the )?original)|emphasis"
    r"|(?:our |my |unofficial )?translation(?: ours| mine)?|translated(?: from \w+)?|footnotes? omitted|citations? omitted|italics (?:added|ours|in original)"
    r"|(?=[^ ]*\d)[A-Z]{1,8}(?:[/.-][A-Za-z0-9.()*-]+){2,}"
    r"|OJ\s[A-Z]{1,2},?\s?\d.{0,60}"
    r"|(?:see|cf\.?|source:|ref\.?)\s.{2,}|https?://\S+|doi:\S+",
    _FLAGS,
)
_LEAD: Final = (
    r"(?:(?:based|drawn|modelled) on|(?:adapted|taken|copied) from|(?:agreed )?language (?:from|of|in)|agreed language|source"
    r"|ref(?:erence)?|from|per|as in|see)"
)
_BODY: Final = r"(?:GA|UNGA|HRC|SC|UNSC|ECOSOC|CSW|CND|CPD|UNEA|COP|CMA|CMP|WHA|WTO|ILC)(?:\s?\d{1,3})?"
_PART: Final = (
    rf"(?:{_SYMBOL}|{_BODY}|[OP]P\s?\d{{1,3}}(?:\s?(?:bis|ter|alt))?|para(?:graph)?s?\.?|art(?:icle)?s?\.?|annex|chapter|section|of|and|in|the|AC"
    r"|res(?:olution)?s?\.?|dec(?:ision)?s?\.?|\d{1,4}(?:/[\w.]+)+|[\d().–-]+[a-z]?|[ivxlc]+|pp?\.|bis|ter|verbatim)"
)
SOURCE: Final = re.compile(rf"(?P<lead>{_LEAD}:?\s+)?(?P<parts>{_PART}(?:[\s,;]+{_PART})*)\.?", re.IGNORECASE)
"""Where a wording comes from: documents with places in them, and no other words."""
SOURCE_SYMBOL: Final = re.compile(_SYMBOL)
SOURCE_PLACE: Final = re.compile(r"\b[OP]P\s?\d")
SOURCE_NUMBER: Final = re.compile(rf"\d/\d|\b{_BODY}\b")
REFERENCE: Final = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|(?!x$)[ivx]{1,4}|\*+|†|‡")
ELLIPSIS: Final = re.compile(r"…+|\.(?:\s?\.){1,}|(?:…|\.{3})\s*")
AGREED: Final = re.compile(
    r"(?:text |para(?:graph)? )?agreed(?P<ref>,?\s+ad\s+ref(?:erendum)?\.?)?"
    r"(?:,?\s+(?:in principle|text|(?:on|as of) \d.*|(?:in|at) (?:plenary|informals?|the)\b.{0,60}|\(?\d.*))?\.?"
    r"|ad ref(?:erendum)?\.?(?:,?\s+\(?\d.{0,40})?",
    re.IGNORECASE,
)
NOT_AGREED: Final = re.compile(
    r"(?:(?:text|para(?:graph)?) )?not (?:yet )?(?:agreed|discussed|considered|negotiated|concluded|reviewed|addressed)", re.IGNORECASE
)
PENDING: Final = re.compile(
    r"pending\b.*|under (?:discussion|negotiation|consideration|review)|(?:subject to|awaiting) (?:the )?(?:outcome|confirmation|agreement|negotiation)\w*\b.*"
    r"|(?:(?:text|para(?:graph)?|title|article|number|date|placement) )?(?:still )?to be (?:further )?"
    r"(?:discussed|negotiated|considered|revisited|reviewed|consulted|resolved|clarified)"
    r"(?: (?:further|later|in (?:the )?(?:informals?|plenary|small group|contact group)\w*|at a later stage|under .{2,60}))?",
    _FLAGS,
)
PLACE: Final = re.compile(
    r"place ?holder\b.*|insert\b.*|[xynz]{1,3}|#+|[_\u2013\u2014.-]{2,}|\?+|date|number|name|place|amount|year|(?:[\w ]{0,30}\s)?(?:tbc|tbd|tba)"
    r"|reserved|(?:this (?:page|section|article) )?(?:intentionally )?left blank|blank"
    r"|(?:text|numbers?|dates?|titles?|lists?|names?|figures?|amounts?|footnotes?|annex(?:es)?|references?|symbols?|venue|place) to be "
    rf"(?:{_FILLED}|provided|developed|proposed|submitted)\b.*"
    rf"|to be {_FILLED}(?: (?:by|from) (?:the )?{_OFFICE}\b.*| (?:later|here|at a later stage|in due course|as appropriate|below|above))?",
    _FLAGS,
)
TO_COME: Final = re.compile(rf"(?:yet )?to be {_FILLED}\b.*", _FLAGS)
"""A note that text will come, or the text itself (`to be determined by the Conference`): a person should say."""
REMARK: Final = re.compile(
    rf"(?:(?:editor\w*|editorial|technical|explanatory|{_OFFICE})['’]?s?['’]?\s)?notes?(?:\s(?:by|from|of|to)\s[^:]{{2,50}})?\s?:.*"
    rf"|(?:(?:this |the )?{_PARAGRAPH}\s)?(?:was |is |has been |to be )?(?:moved|merged|relocated|transferred|shifted)\s"
    r"(?:up|down|(?:to|from|with|into|under|above|below|after|before)\b.{0,20}\b"
    r"(?:[PO]P\s?\d*\w*|para(?:graph)?s?|article|section|preamble|chapeau|annex|chapter|part|heading|here|above|below)\b.{0,40})"
    rf"|(?:this |the )?{_PARAGRAPH}\s(?:was |is |has been )?(?:deleted|moved|merged|streamlined|withdrawn|replaced|split)\b.{{0,60}}"
    r"|deleted|withdrawn|streamlined|merged|moved|(?:formerly|previously|former|previous|ex)[- ](?:[PO]P|para(?:graph)?|article|section|annex)\s?\d.{0,40}",
    _FLAGS,
)
"""A note about the text that names no delegation."""
ASKED: Final = re.compile(
    r"(?:delete|deletion of|remove|removal of|add|replace|move|merge)\s+(?:[“\"‘«].*|(?:the |this |whole |entire |first |second |third |last |final )*"
    r"(?:sentences?|para(?:graph)?s?|subparagraphs?|phrase|reference|words?|brackets?)\b.{0,60})",
    _FLAGS,
)
"""What nobody by name asks for; in a text that amends another one it may be text itself."""
_ODD_WORDS: Final = """
    sic ibid emphas transl foot citation italic see cf source ref http doi delet remov add replace move merge op pp hrc ga unga csw cop cma res dec rest
    remainder end beginning part streamlined text para agreed ad pending under subject await place number date title list name amount year insert note
    editor draft secretariat chair cochair co-chair facilitat cofacilitat co-facilitat rapporteur legal technical explanatory moved merged relocat
    transfer shifted deleted withdrawn former previous this the article section sentence provision subpara reserved blank intention left still yet figure
    annex symbol venue based drawn modelled adapted taken copied language from per our my unofficial original not oj
    """.split()  # noqa: SIM905 - a list of words reads better as one
ODD: Final = re.compile(
    r"[^\W\d_]?[^\w,]|[\d_ivxyzn]{1,4}\W*$|\w{1,9}/|\w{0,20}\d|.{0,40}\b(?:tbc|tbd|tba)$|to be|as in|ex[- ]|[xyzn]{1,3}$" + rf"|(?:{'|'.join(_ODD_WORDS)})",
    re.IGNORECASE,
)
"""What everything that is no plain text begins with; most brackets are plain text, and this is the quick way to them."""
