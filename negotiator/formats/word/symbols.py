"""Characters of symbol fonts (`w:sym`) as Unicode, so that ≤ and ☑ in a draft are not lost."""

from __future__ import annotations

from typing import Final

_GREEK: Final = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | dict(
    zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)
)
_SYMBOL: Final = _GREEK | {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0x2D: "−", 0xA2: "′", 0xC5: "⊕", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD6: "√", 0xDE: "⇒",
    0xDB: "⇔", 0xE5: "∑", 0xF2: "∫", 0x22: "∀", 0x24: "∃", 0x40: "≅", 0x5E: "⊥", 0x7E: "∼", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xA4: "⁄",
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x2A: "✉", 0x28: "☎", 0x46: "☞",
}  # fmt: skip
UNKNOWN: Final = "\u25a1"
"""Stands for a character that only its font can draw."""


def symbol(code: str, font: str) -> str:
    """The character that `w:sym` shows: `code` in hexadecimal, often moved up by F000."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    folded = font.casefold()
    table = _SYMBOL if folded == "symbol" else _WINGDINGS if folded.startswith("wingdings") else {}
    if low in table:
        return table[low]
    if folded == "symbol" and 0x21 <= low <= 0x7E:
        return chr(low)
    if 0xE000 <= number <= 0xF8FF or folded.startswith(("wingdings", "webdings", "symbol")) or not 0x20 < number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return UNKNOWN
    return chr(number)
