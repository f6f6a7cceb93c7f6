"""How much of the documents in `tests/data/forms` is read as a person wrote down beside them, in each form that they arrive in: `python bench/reading.py`.

What LibreOffice prints, and what `pdftotext` takes out of that, is measured where both programs are.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "unit" / "reading"))

from forms import FOLDER, load, told, truth
from set_text import Layout, as_markdown, as_text
from set_word import as_word

from negotiator.formats.readers import read
from negotiator.reading.segment import segment

LAYOUTS = {
    "text, wrapped at 76": Layout(),
    "text on pages with heads and feet": Layout(72, page=30, header="Page {}", footer="ICE/CONF/2025/X"),
    "text with every fifth line numbered": Layout(76, numbered=5, page=40, footer="{}"),
    "pasted, a paragraph a line, none between": Layout(wrap=False, gap=False),
}


def share(name: str, file: str, content: bytes) -> float:
    """F1 of the clauses by path, kind, number and first words."""
    found = segment(read(file, content))
    if not found.balance.holds:
        raise SystemExit(f"{name} as {file}: the balance does not hold")
    got, wanted = (
        {(path, kind, number, unicodedata.normalize("NFKC", words.replace("\u00ad", ""))[:40]) for path, kind, number, words in rows}
        for rows in (told(found), truth(load(name)))
    )
    return 2 * len(got & wanted) / (len(got) + len(wanted))


def main() -> None:
    """Print a line for each way of arriving: mean and worst."""
    names = sorted(path.stem for path in FOLDER.glob("*.form"))
    shares: dict[str, list[float]] = defaultdict(list)
    for name in names:
        form = load(name)
        for way, layout in LAYOUTS.items():
            shares[way].append(share(name, "a.txt", as_text(form, layout).encode()))
        shares["Markdown"].append(share(name, "a.md", as_markdown(form).encode()))
        shares["Word, numbers typed, headings by style"].append(share(name, "a.docx", as_word(form, counted=False, styled=True)))
        shares["Word, numbers of its own, headings in bold"].append(share(name, "a.docx", as_word(form, counted=True, styled=False)))
    office, converter = shutil.which("soffice"), shutil.which("pdftotext")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if office:
            for name in names:
                for lines, end in ((0, ""), (5, ".lines")):
                    (folder / f"{name}{end}.docx").write_bytes(as_word(load(name), counted=True, styled=False, lines=lines))
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            files = [str(path) for path in sorted(folder.glob("*.docx"))]
            subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", place, *files], check=True, capture_output=True)
        for name in names if office else ():
            printed = folder / f"{name}.pdf"
            shares["PDF, printed by LibreOffice"].append(share(name, printed.name, printed.read_bytes()))
            shares["PDF with every fifth line numbered"].append(share(name, printed.name, (folder / f"{name}.lines.pdf").read_bytes()))
            for way, flags in (("pdftotext -layout", ["-layout"]), ("pdftotext", []), ("pdftotext -raw", ["-raw"])):
                if converter:
                    out = subprocess.run([converter, *flags, str(printed), "-"], check=True, capture_output=True).stdout
                    shares[way].append(share(name, "a.txt", out))
    print(f"{len(names)} documents")
    for way, found in shares.items():
        print(f"{way:45} mean {sum(found) / len(found):.3f}  worst {min(found):.3f}  whole {sum(one == 1 for one in found)}")


if __name__ == "__main__":
    main()
