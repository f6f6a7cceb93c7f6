"""What stands above a text: symbol, date, language, distribution lines and the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from negotiator.model.block import Block
from negotiator.reading.forms import ends_sentence
from negotiator.reading.labels import split_label
from negotiator.reading.markings import is_classification
from negotiator.text.language import detect_language

_SYMBOL = re.compile(
    r"(?<![\w/])(?P<un>[A-Z][A-Z0-9]{0,11}(?:/[A-Z0-9][\w.()-]*){2,6})\*?(?![\w/])"
    r"|(?<![\w/.])(?P<council>\d{3,5}(?:/\d)?/\d{2}(?:\s+(?:REV|ADD|COR)\s*\d*)*)(?![\w/])"
    r"|(?<!\w)(?P<com>(?:COM|SWD|JOIN)\s?\(\d{4}\)\s?\d+(?:\s+final)?)|(?<!\w)(?P<crp>(?:CRP|WP|L|CW|CONF)\.?\s?\d{1,3}(?:/(?:Rev|Add|Corr)\.?\s?\d+)*)$"
    r"|^(?P<act>(?:Decision|Resolution|Décision|Résolution|Decisión|Resolución|DECISION|RESOLUTION)\s(?:No\.?\s)?[A-Z\d]{1,4}/[\w.()-]+)$"
)
_LANGUAGES = {
    "english": "en", "anglais": "en", "engelsk": "en", "french": "fr", "français": "fr", "spanish": "es", "español": "es", "german": "de", "deutsch": "de",
    "danish": "da", "dansk": "da", "russian": "ru", "chinese": "zh", "arabic": "ar", "swedish": "sv", "dutch": "nl", "italian": "it", "portuguese": "pt",
}  # fmt: skip
_ISO = re.compile(r"bg|cs|da|de|el|en|es|et|fi|fr|ga|hr|hu|it|lt|lv|mt|nl|pl|pt|ro|sk|sl|sv", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar janvier enero", "february februar février febrero", "march marts märz mars marzo", "april avril abril", "may maj mai mayo",
            "june juni juin junio",
            "july juli juillet julio", "august août agosto", "september septembre septiembre",
            "october oktober octobre octubre", "november novembre noviembre",
            "december dezember décembre diciembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<year>(?:19|20)\d{2})"
    r"|(?P<month2>[A-Z][a-z]{2,9})\s+(?P<day2>\d{1,2}),?\s+(?P<year2>(?:19|20)\d{2})|(?P<iso>(?:19|20)\d{2}-\d{2}-\d{2})|(?P<dmy>\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2})"
)
_LINE = re.compile(
    r"^(?:Distr\.?(?:ibution)?\s*:.*|Distr\.\s(?i:general|limited|restricted|limitada|limitée|générale|reservada|restreinte)|(?:GENERAL|LIMITED|RESTRICTED|General|Limited|Restricted|LIMITE|PUBLIC)"
    r"|(?:Original|Language|Originalsprache|Langue originale|Idioma original|Originalsprog|Язык оригинала)\s*:.*|(?:English|French|Spanish|Danish) only"
    r"|(?:Español|Français|Русский|English|Deutsch|Dansk)\.?\s(?:Original|Оригинал)\s*:.*|(?:As of|Status:?|Version of|Stand:?|As at)\s\d.*\d{4}.*"
    r"|(?i:(?:resolution|decision)s? adopted (?:by|at|on)\b.*)|\[(?:on the report of|without reference to|adopted)\b.*\]"
    r"|(?:Interinstitutional|Interinstitutionel|Interinstitutionelle)\b.*:?\s*[\d/() A-Z]*"
    r"|United Nations|Naciones Unidas|Nations Unies|Организация Объединенных Наций|Vereinte Nationen"
    r"|General Assembly|Security Council|Economic and Social Council|Human Rights Council|Assemblée générale|Asamblea General|Генеральная Ассамблея"
    r"|European Union|Council of the|Council of the European Union|Den Europæiske Union|Rådet"
    r"|(?:[A-Z][\w-]+ ){1,3}(?:session|Session|SESSION)(?:,? \d{4})?|(?:Item|Items) \d+ of the agenda"
    r"|(?:Agenda )?[Ii]tem \d+.*of the (?:provisional )?agenda|(?:Items?|Agenda items?|Punkt)\s*:?\s*\d+[\w() .]*(?:and \d+[\w() .]*)?"
    r"|(?:Submitted by|Forelagt af|Vorgelegt von|Présenté par|Presentado por)\b.*"
    r"|(?:Brussels|Bruxelles|Geneva|Genève|New York|Brüssel|Genf),?\s.*\d{4}(?:\s*\(?OR\..*)?"
    r"|(?:DRAFT|Draft|ZERO DRAFT|Zero draft|Advance version|ADVANCE VERSION|Non-paper|NON-PAPER)(?:\s+(?:as of|of|dated|\d).*)?"
    r"|\(?OR\.\s*[a-z]{2}\)?|(?:COVER |INFORMATION )?NOTE|OUTCOME OF PROCEEDINGS|[\"'“‘]?[AI][\"'”’]? ITEM NOTE|FØLGESKRIVELSE|RESULTAT AF DRØFTELSERNE"
    r"|(?:From|To|Fra|Til|No\.? prev\. doc\.|No\.? Cion doc\.|Tidl\. dok\. nr\.|Komm\. dok\. nr\.)\s?:.*|[A-Z]{2,6} \d{1,3}(?: [A-Z]{2,6} \d{1,3})*)$"
)
MOST_LINES = 25
"""Blocks at the top of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text says of itself at its top; empty where it says nothing."""

    symbol: str = ""
    issued_on: date | None = None
    language: str = ""
    """BCP 47 tag: stated in the masthead, or told by the words of the text."""
    title: str = ""


def masthead_lines(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    """Blocks at the top that look like a masthead's, each with what it looks like. Stops at the first that does not: in doubt it is text."""
    found = _masthead_table(blocks)
    passed = 0
    for block in blocks[len(found) : len(found) + MOST_LINES]:
        why = masthead_form(block.text)
        if why and not (block.heading or block.given_id or block.cell):
            found.append((block, why))
            continue
        # The meeting's name and the title stand among them, and stay text.
        passed += 1
        if passed > 4 or block.label or len(block.text.split()) > 25 or ends_sentence(block.text) or split_label(block.text)[0] is not None:
            break
    if not any(why in ("a symbol", "a date", "a language", "a masthead line") for _, why in found):
        return []
    return found


def _masthead_table(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    """A table at the very top with symbol, date or language in it is a layout of the masthead, whole."""
    top: list[Block] = []
    for block in blocks[:MOST_LINES]:
        if block.cell is None or block.cell.table != (blocks[0].cell.table if blocks[0].cell else 0):
            break
        top.append(block)
    forms = [masthead_form(line) for block in top for line in block.text.splitlines()]
    known = sum(bool(form) for form in forms)
    # A body's short name beside `Distr. GENERAL`, over a symbol.
    small = known == 1 and len(top) <= 4 and all(len(b.text.split()) < 5 for b in top) and any(masthead_form(b.text) for b in blocks[len(top) : len(top) + 3])
    if (known < 2 and not small) or any(len(block.text.split()) > 60 for block in top):
        return []
    return [(block, masthead_form(block.text) or "a cell of the masthead's table") for block in top]


def read_masthead(lines: Iterable[Block], aside: Iterable[Block], body: Sequence[str], *, title: str, language: str) -> Masthead:
    """Symbol, date and language from the masthead's lines, else from headers and footers, else (language only) from the words."""
    top, margins = [column for block in lines for column in re.split(r"[\t\n]", block.text)], [block.text for block in aside]
    symbol = next((s for text in (*top, *margins) if (s := find_symbol(text))), "")
    issued = next((d for text in sorted(top, key=_place_of_date) if (d := find_date(text)) is not None), None)
    stated = next((tag for text in top if (tag := _stated_language(text))), "") or next((tag for text in margins if (tag := _footer_language(text))), "")
    return Masthead(symbol, issued, stated or language or detect_language(" ".join(body)), title)


def _place_of_date(text: str) -> int:
    """A date alone on its line is the day of issue; one with a place or a range of days is that of a meeting."""
    found = _DATE.search(text)
    if found is None:
        return 3
    alone = found[0] == text.strip(" ().")
    return 0 if alone else 2 if re.search(r"\d\.?\s?[-–—]\s?\d", text) else 1


def find_symbol(text: str) -> str:
    """The first document symbol in a line (`APLC/CONF/2024/WP.3`, `9442/24`)."""
    found = _SYMBOL.search(text.strip())
    return found[0].rstrip("*") if found else ""


def find_date(text: str) -> date | None:
    """The first full date in a line."""
    for found in _DATE.finditer(text):
        try:
            if found["iso"]:
                return date.fromisoformat(found["iso"])
            if found["dmy"]:
                day, month, year = (int(piece) for piece in re.split(r"[./]", found["dmy"]))
                return date(year, month, day)
            month_number = _MONTHS.get((found["month"] or found["month2"]).casefold())
            if month_number:
                return date(int(found["year"] or found["year2"]), month_number, int(found["day"] or found["day2"]))
        except ValueError:
            continue
    return None


def masthead_form(text: str) -> str:
    """What a line of a masthead looks like; empty where it looks like text. Columns are parted by tabs; one that fits is enough, of several lines half."""
    lines = [line for line in text.split("\n") if line.strip()]
    forms = [form for line in lines if (form := next((form for column in line.split("\t") if (form := _form(column))), ""))]
    return forms[0] if forms and 2 * len(forms) >= len(lines) else ""


def _form(text: str) -> str:
    line = text.strip()
    if not line or len(line.split()) > 14:
        return ""
    symbol = find_symbol(line)
    if symbol and len(line.split()) <= len(symbol.split()) + 3:
        return "a symbol"
    when = _DATE.search(line)
    if when and find_date(line) and len(line.split()) <= 6:
        return "a date"
    if _stated_language(line) and len(line.split()) <= 4:
        return "a language"
    if _LINE.match(line) or is_classification(line):
        return "a masthead line"
    words = line.split()
    # Both halves of a front page on one line, as converters join them.
    joined = 3 < len(words) < 11 and any(_half(" ".join(words[:n])) and _half(" ".join(words[n:])) for n in range(1, len(words)))
    return "a masthead line" if joined else ""


@lru_cache(maxsize=4096)
def _half(line: str) -> bool:
    when = _DATE.search(line)
    return bool(_LINE.match(line)) or (when is not None and len(line.split()) <= 4 and find_date(line) is not None) or find_symbol(line) == line


def _stated_language(line: str) -> str:
    found = re.search(r"(?:Original|Language|Langue|Sprog|Sprache|Idioma)[^:]*:\s*([^\W\d_]+)", line, re.IGNORECASE)
    if found:
        return _LANGUAGES.get(found[1].casefold(), "")
    bare = re.fullmatch(r"\(?(?:OR\.\s*)?([a-z]{2}|[A-Z]{2})\)?", line.strip())
    if bare and _ISO.fullmatch(bare[1]):
        return bare[1].casefold()
    return _LANGUAGES.get(line.strip(" :()").casefold().removesuffix(" only"), "") if len(line.split()) <= 2 else ""


def _footer_language(line: str) -> str:
    """`… RELEX.5 DA` in a footer."""
    found = re.search(r"(?:^|\s)([A-Z]{2})$", line.strip())
    if found is None or not _ISO.fullmatch(found[1]) or not (line.strip() == found[1] or re.search(r"[\d/.]", line)):
        return ""
    return found[1].casefold()
