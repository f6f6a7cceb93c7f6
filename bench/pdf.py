"""How long PDF files take to be read, and in how much memory: `python bench/pdf.py FILE.pdf …`."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from negotiator.formats.pdf.opening import open_pdf
from negotiator.formats.readers import read
from negotiator.reading.segment import segment


def main(files: list[str]) -> None:
    """Print a line for each file."""
    for name in files:
        content = Path(name).read_bytes()
        with open_pdf(name, content) as document:
            pages = len(document)
        began = time.process_time()
        reading = read(Path(name).name, content)
        found = segment(reading)
        seconds = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        print(f"{Path(name).name}: {pages} pages, {reading.words:,} words, {len(found.clauses):,} paragraphs, {seconds:.2f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
