"""Plain text, also text taken out of a PDF: bytes → lines → page furniture and notes set apart → paragraphs."""

from __future__ import annotations

from negotiator.formats.text.decode import decode
from negotiator.formats.text.furniture import sort_lines
from negotiator.formats.text.heads import head_of
from negotiator.formats.text.lines import count_words, split_lines
from negotiator.formats.text.notes import attach_notes
from negotiator.formats.text.paragraphs import assemble
from negotiator.formats.text.tables import tables_of
from negotiator.model.block import Reading

READER = "text/2"


def read_text(name: str, content: bytes) -> Reading:
    """Read a plain text in UTF-8, UTF-16 or Windows-1252. Raises BadInputError where the bytes are no text."""
    text, warnings = decode(name, content)
    lines, numbers = split_lines(text)
    head, running = head_of(sort_lines(lines))
    tables, running = tables_of(running, 2 if head else 1)
    blocks = attach_notes(assemble([*running, *numbers], set_otherwise=[*head, *tables]))
    return Reading("text", READER, blocks, count_words(text), warnings=warnings)
