"""PDF files: letters with their places → rows → furniture, notes, tables and paragraphs, by the same rules as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator.errors import BadInputError
from negotiator.model.block import Reading

if TYPE_CHECKING:
    from negotiator.formats.pdf.glyphs import Page

READER = "pdf/2"
_MARKUP_LOST = "a PDF carries no tracked changes: if the text had markup, it may be lost here; ask for the Word file"


def read_pdf(name: str, content: bytes) -> Reading:
    """Read a PDF that holds text. Raises BadInputError: protected, damaged, cut short, or a scan without text."""
    from negotiator.formats.pdf.glyphs import drawn_on
    from negotiator.formats.pdf.heads import head_blocks, stray_blocks, title_of, titled
    from negotiator.formats.pdf.layout import leaf_of, lines_of, margins, measures_of, words_of
    from negotiator.formats.pdf.marks import lines_through
    from negotiator.formats.pdf.numbered import without_line_numbers
    from negotiator.formats.pdf.opening import facts_of, open_pdf
    from negotiator.formats.pdf.tables import table_blocks
    from negotiator.formats.text.furniture import sort_lines
    from negotiator.formats.text.hyphens import Hyphens
    from negotiator.formats.text.lines import Wrapping
    from negotiator.formats.text.notes import attach_notes
    from negotiator.formats.text.paragraphs import assemble

    document = open_pdf(name, content)
    try:
        facts = facts_of(document)
        pages: list[Page] = []
        broken: list[int] = []
        for index in range(len(document)):
            page = drawn_on(document, index)
            if page is None:
                broken.append(index + 1)
            else:
                pages.append(page)
    finally:
        document.close()
    _refuse_silent(name, pages, broken)
    pages, numbers = without_line_numbers(pages)
    leaves = [leaf_of(page) for page in pages]
    measures = measures_of(leaves)
    lines, tables, strays = lines_of(leaves, measures)
    lengths = sorted(len(line.text) for line in lines) or [0]
    wrapping = Wrapping(True, 0, lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))])
    heads, running = head_blocks(lines, leaves)
    sorted_lines = margins(sort_lines(running, wrapping), leaves)
    others = [*heads, *table_blocks(tables, measures, Hyphens(sorted_lines), 2 if heads else 1), *stray_blocks(strays), *((0, block) for block in numbers)]
    blocks = titled(attach_notes(assemble(sorted_lines, wrapping, others)))
    shown = [(line.page, line.text, line.spot.marks) for line in running if line.spot is not None]
    struck = any(mark.kind == "strike" for _, _, marks in shown for mark in marks)
    warnings = [*(() if struck else (_MARKUP_LOST,)), *lines_through(shown), *_doubts(pages, broken)]
    return Reading(
        "pdf",
        READER,
        blocks,
        sum(words_of(leaf) for leaf in leaves) + sum(block.words for block in numbers),
        title=title_of(blocks) or facts.get("title", ""),
        language="",
        properties=facts,
        warnings=tuple(warnings),
    )


def _refuse_silent(name: str, pages: Sequence[Page], broken: Sequence[int]) -> None:
    """Refuse a file from which no words can be taken."""
    letters = sum(len(page.glyphs) + len(page.stray) for page in pages)
    if not pages:
        raise BadInputError(f"{name} is damaged: none of its {len(broken)} pages can be read", hint="ask for the file again, or for the Word file")
    if not letters:
        hint = "ask for the Word file or a PDF made from it, or have its text recognised (OCR) first"
        raise BadInputError(f"{name} holds no text: it looks like a scan", hint=hint)
    if sum(page.unmapped for page in pages) > 0.5 * letters:
        hint = "ask for the Word file that it was made from"
        raise BadInputError(f"{name} does not say which letters its fonts draw, so its text cannot be taken out", hint=hint)


def _doubts(pages: Sequence[Page], broken: Sequence[int]) -> list[str]:
    """What a reader of the text should know about how it came."""
    out: list[str] = []
    letters = sum(len(page.glyphs) + len(page.stray) for page in pages)
    bare = [page.number for page in pages if page.pictures and not page.glyphs]
    if bare:
        out.append(f"{_pages(bare)} hold{'s' if len(bare) == 1 else ''} a picture and no text (a scan?): nothing of it was read")
    if broken:
        out.append(f"{_pages(broken)} cannot be read: the file is damaged there")
    cut = [page.number for page in pages if page.cut]
    if cut:
        out.append(f"{_pages(cut)}: more letters than a page of text can hold, so not all of them were read")
    if sum(page.hidden for page in pages) > 0.5 * letters:
        out.append("this is a scan whose words a program recognised: letters may be wrong")
    unmapped = sum(page.unmapped for page in pages)
    if unmapped:
        out.append(f"{unmapped:,} letter{'s' if unmapped > 1 else ''} in a font that does not say what they are: they may be wrong")
    return out


def _pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:8])
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}" + (f" and {len(numbers) - 8} more" if len(numbers) > 8 else "")
