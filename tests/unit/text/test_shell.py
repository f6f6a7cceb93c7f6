"""What we suggest to type works when it is typed."""

from __future__ import annotations

import shlex

import pytest

from negotiator.text.shell import typed


@pytest.mark.parametrize("word", ["my demo æ/negotiation.db", "it's.docx", "a$b", "~home", "", "naïve.docx", "two  spaces", "*.docx", "#7"])
def test_a_shell_reads_a_typed_word_as_it_was(word: str) -> None:
    assert shlex.split(f"negotiator {typed(word, windows=False)} x", comments=True) == ["negotiator", word, "x"]


@pytest.mark.parametrize("word", ["declaration@rev1:7", "siem-reap-angkor/negotiation.db", "blåt/udkast.docx"])
def test_a_plain_word_stands_as_it_is(word: str) -> None:
    assert typed(word, windows=False) == typed(word, windows=True) == word


def test_windows_has_double_quotation_marks() -> None:
    assert typed("C:\\my demo\\n.db", windows=True) == '"C:\\my demo\\n.db"'
