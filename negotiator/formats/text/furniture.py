"""Running headers, footers, page numbers and footnotes: lines that stand in the middle of a text and are none of it.

They are told by four signs: they recur at the edges of pages, they recur with only their figures changed, they have the form of a
footer (a symbol, a page number, initials, a unit, a language), or they stand under a rule with a note's number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from negotiator.formats.text.lines import Line, Wrapping, measure
from negotiator.formats.text.notes import mark_notes
from negotiator.model.block import BlockRole
from negotiator.reading.labels import split_label

EDGE = 5
"""Lines at either edge of a page that may be running headers and footers."""
_COUNCIL = r"\d{3,5}(?:/\d+)?/\d{2,4}(?:\s+(?:REV|ADD|COR|EXT|INIT|DCL)\.?\s*\d*)*"
_UNITED_NATIONS = r"[A-Z][A-Z0-9]{0,11}(?:/[A-Z0-9][\w.()*-]*){2,6}\*?"
_INITIALS = r"[A-Za-zÆØÅæøåÄÖÜäöüß]{2,4}(?:/[A-Za-zÆØÅæøåÄÖÜäöü]{2,4}){1,2}"
_UNIT = r"[A-Z]{2,6}[ .]\d{1,2}(?:[ .]?[A-Z])?"
_ANNEX = r"(?:BILAG|ANNEX|ANNEXE|ANHANG|ANEXO|ALLEGATO|BIJLAGE)(?:\s+[IVX\d]{1,4})?(?:\s+(?:TIL|TO|DE|AU|ZU|AL)(?:\s+\w+){1,2})?"
_LANGUAGE = r"(?:BG|CS|DA|DE|EL|EN|ES|ET|FI|FR|GA|HR|HU|IT|LT|LV|MT|NL|PL|PT|RO|SK|SL|SV|RU|AR|ZH)"
_STAMP = r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}[:.]\d{2}(?: ?[AP]M)?(?:\t.{1,80})?|(?:file|https?)://\S+\s+\d{1,4}/\d{1,4}"
"""What a browser prints over and under its pages."""
_CERTAIN = re.compile(rf"{_COUNCIL}\s+{_INITIALS}(?:\s+\d{{1,4}})?(?:\s+{_ANNEX})?(?:\s+{_UNIT})?(?:\s+{_LANGUAGE})?")
"""A Council footer on one line: no sentence looks like that."""
_STRONG = re.compile(
    rf"(?:{_COUNCIL}(?:\s+{_INITIALS})?(?:\s+\d{{1,4}})?(?:\s+{_ANNEX})?(?:\s+{_UNIT})?(?:\s+{_LANGUAGE})?"
    rf"|(?:\d{{1,4}}\s+)?{_UNITED_NATIONS}(?:\s+\d{{1,4}})?"
    r"|(?:[Pp]age|[Ss]ide|[Ss]eite|[Pp]ágina|[Pp]agina|PAGE)\s+\d{1,4}(?:\s*(?:of|af|von|de|sur|/)\s*\d{1,4})?"
    r"|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*(?:of|af|von|/)\s*\d{1,4}"
    rf"|{_STAMP}"
    r"|GE\.\d{2}-\d{4,6}.*|\d{2}-\d{5}(?:\s*\([A-Z]\).*)?(?:\s+\d{1,3}/\d{1,3})?|\d{1,3}/\d{1,3}\s+\d{2}-\d{5}|\*\d{6,9}\*)"
)
_JOB = re.compile(rf"GE\.\d{{2}}-\d{{4,6}}.*|\*\d{{6,9}}\*|{_STAMP}")
"""A job number, a bar code or the time of printing: no text, wherever it stands."""
_WEAK = re.compile(
    rf"(?:\d{{1,4}}|{_LANGUAGE}|{_INITIALS}(?:\s+\d{{1,4}})?|{_UNIT}(?:\s+{_LANGUAGE})?|{_ANNEX}(?:\s+{_UNIT})?(?:\s+{_LANGUAGE})?|LIMITE(?:\s+{_LANGUAGE})?)"
)
_BARE_ANNEX = re.compile(_ANNEX)
_ENDS_WITH_LANGUAGE = re.compile(rf"(?:^|\s){_LANGUAGE}$")
_NUMBER = re.compile(r"\d{1,4}")


def sort_lines(lines: Sequence[Line], wrapping: Wrapping | None = None) -> tuple[Line, ...]:
    """Give each line its role; how lines are broken is measured unless it is known."""
    wrapping = wrapping or measure(lines)
    return _paged(mark_notes(_paged(_recurring(_formed(lines, wrapping))), wrapping))


def _paged(marked: Sequence[Line]) -> tuple[Line, ...]:
    """A line of text that follows furniture starts a page."""
    out: list[Line] = []
    broken = False
    for line in marked:
        if line.role is BlockRole.BODY:
            out.append(replace(line, starts_page=True) if broken else line)
            broken = False
        else:
            out.append(line)
            # A footnote alone does not end a page: the text may go on under it only where a page does.
            broken = broken or line.role in (BlockRole.FOOTER, BlockRole.HEADER, BlockRole.FOOTNOTE) or line.starts_page
    return tuple(out)


def _recurring(lines: Sequence[Line]) -> list[Line]:
    """Lines at the edges of pages that come again on others, figures aside; without visible pages, short groups that do."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.role is BlockRole.BODY:
            pages.setdefault(line.page, []).append(index)
    out = list(lines)
    if len(pages) < 2:
        return out
    for role, reverse in ((BlockRole.HEADER, False), (BlockRole.FOOTER, True)):
        edges = {page: (indices[::-1] if reverse else indices)[:EDGE] for page, indices in pages.items()}
        seen = Counter(key for indices in edges.values() for key in {_key(lines[i]) for i in indices})
        needed = max(2, round(len(pages) * 0.4))
        for indices in edges.values():
            hits = [n for n, i in enumerate(indices) if seen[_key(lines[i])] >= needed + _is_unit(lines[i]) and _may_recur(lines[i])]
            for n in hits:
                # Everything between the edge and a running line is furniture only if it recurs itself: stop at the first text.
                if all(m in hits or _WEAK.fullmatch(lines[indices[m]].text) for m in range(n)):
                    out[indices[n]] = replace(lines[indices[n]], role=role)
    return out


def _formed(lines: Sequence[Line], wrapping: Wrapping) -> list[Line]:
    """Runs of lines that have a footer's form and stand apart from the text, or come in a series of page numbers."""
    out = list(lines)
    keys = Counter(_key(line) for line in lines)
    numbered = _page_numbers(lines)
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and end - index < 10 and (_STRONG.fullmatch(lines[end].text) or _WEAK.fullmatch(lines[end].text)):
            end += 1
        if end == index:
            index += 1
            continue
        if end - index > 1 and _BARE_ANNEX.fullmatch(lines[end - 1].text) and any(_ENDS_WITH_LANGUAGE.search(lines[i].text) for i in range(index, end - 1)):
            # The footer ended with its language: what follows is the next page's heading.
            end -= 1
        run = range(index, end)
        apart = end == len(lines) or lines[end].gap > wrapping.gap or lines[end].starts_page or lines[index].gap > wrapping.gap or lines[index].starts_page
        strong = sum(bool(_STRONG.fullmatch(lines[i].text)) for i in run)
        weak = {lines[i].text for i in run if not _STRONG.fullmatch(lines[i].text)}
        several = len(weak) >= 3 and any(_NUMBER.fullmatch(text) for text in weak)
        recurs = any(_CERTAIN.fullmatch(lines[i].text) for i in run) or any(keys[_key(lines[i])] > 1 for i in run)
        ends_page = any(lines[i].starts_page for i in range(index + 1, min(end + 1, len(lines)))) or (
            end == len(lines) and (lines[index].spot is not None or (index > 3 and lines[index].gap > wrapping.gap + 1))
        )
        top = index < 12 and lines[index].page == 1 and not ends_page
        numbers = all(i in numbered for i in run)
        job = all(_JOB.fullmatch(lines[i].text) for i in run)
        if job or (numbers and (apart or len(numbered) > 2)) or (not top and (strong or several) and (apart or recurs or len(run) > 1)):
            for i in run:
                out[i] = replace(lines[i], role=BlockRole.FOOTER)
        index = end
    return out


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that are a number alone and count up by one through the text; or a single one at the edge of a page."""
    found = [(index, int(line.text)) for index, line in enumerate(lines) if _NUMBER.fullmatch(line.text) and _at_edge(lines, index)]
    pages: set[int] = set()
    stems = {label.parts[0] for line in lines if (label := split_label(line.text)[0]) is not None and len(label.parts) > 1}
    chapters = any(str(number) in stems for _, number in found)
    for (i, a), (j, b) in pairwise(found):
        if not chapters and 0 < b - a <= 2 and j - i > 3:
            pages |= {i, j}
    for index, _ in found:
        if index + 1 == len(lines) or lines[index + 1].starts_page or (lines[index].starts_page and index):
            pages.add(index)
    return pages


def _at_edge(lines: Sequence[Line], index: int) -> bool:
    """Whether nothing but furniture parts a line from its page's start or end; true where no pages can be seen."""
    if lines[-1].page == 1:
        return True
    after = index + 1
    while after < len(lines) and not lines[after].starts_page and (_STRONG.fullmatch(lines[after].text) or _WEAK.fullmatch(lines[after].text)):
        after += 1
    if after == len(lines) or lines[after].starts_page:
        return True
    before = index
    while not lines[before].starts_page and before and (_STRONG.fullmatch(lines[before - 1].text) or _WEAK.fullmatch(lines[before - 1].text)):
        before -= 1
    return lines[before].starts_page


def _key(line: Line) -> str:
    """What a running line has in common with those of other pages; the numbers of articles and actions are no page numbers."""
    if _is_unit(line):
        return line.text.casefold()
    return re.sub(r"\d+", "#", re.sub(r"\W+", " ", line.text)).casefold().strip()


def _is_unit(line: Line) -> bool:
    """`Article 2`, `Annex I`: the same words may stand at the edges of two pages, for a text and its annex."""
    label = split_label(line.text)[0]
    return label is not None and bool(label.word)


def _may_recur(line: Line) -> bool:
    """A running line is short, and neither the end of a sentence nor a part of one, nor a row of figures."""
    if not any(c.isalpha() for c in line.text) and len(re.findall(r"\d+", line.text)) > 2:
        return False
    return len(line.text) <= 120 and not line.starts_low and not line.text.endswith((";", ",", ":"))
