"""The result of a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, about what, and how grave it is."""

    severity: Severity
    subject: str
    """The file, paragraph or point that it is about."""
    message: str
    hint: str = ""
