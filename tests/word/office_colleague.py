"""A colleague who works in LibreOffice: deeds read as JSON, done to a Word file through its own interface, saved by it. Runs under a Python that has `uno`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from libreoffice import connect, context_of, hidden, python_with_uno, started

Deed = tuple[str, ...]
"""A method of `Hand`, and what it is given: `("delete", "strong ")`."""


def work(file: Path, out: Path, deeds: list[Deed]) -> None:
    """Do all deeds, in their order, and save the file as LibreOffice does."""
    python = python_with_uno()
    assert python is not None
    done = subprocess.run([python, __file__, str(file), str(out), json.dumps(deeds)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def main(file: str, out: str, deeds: list[list[str]]) -> None:
    with started() as (pipe, home):
        desktop, dispatcher = connect(pipe)
        copy = Path(home) / "copy.docx"
        shutil.copy(file, copy)
        document = desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, (hidden(),))
        hand = Hand(context_of(pipe), dispatcher, document)
        for verb, *said in deeds:
            getattr(hand, verb)(*said)
        document.storeToURL(Path(out).resolve().as_uri(), (named("FilterName", "MS Word 2007 XML"),))
        document.close(True)


def named(name: str, value: Any) -> Any:
    from com.sun.star.beans import PropertyValue

    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


class Hand:
    """What a person does with keys and menus."""

    def __init__(self, context: Any, dispatcher: Any, document: Any) -> None:
        self._context, self._dispatcher, self._document = context, dispatcher, document
        self._name = "Somebody"

    def called(self, name: str) -> None:
        """Under which name LibreOffice records what is done from here on."""
        self._name = name
        make = self._context.ServiceManager.createInstanceWithContext
        provider = make("com.sun.star.configuration.ConfigurationProvider", self._context)
        node = named("nodepath", "/org.openoffice.UserProfile/Data")
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (node,))
        given, _, rest = name.partition(" ")
        access.setPropertyValue("givenname", given)
        access.setPropertyValue("sn", rest)
        access.commitChanges()

    def track(self, how: str) -> None:
        self._document.RecordChanges = how == "on"

    def replace(self, words: str, by: str) -> None:
        self._found(words).String = by

    def delete(self, words: str) -> None:
        self._found(words).String = ""

    def insert(self, behind: str, words: str) -> None:
        place = self._found(behind)
        place.Text.insertString(place.End, words, False)

    def paragraph(self, behind: str, words: str) -> None:
        cursor = self._paragraph(behind)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, 0, False)
        cursor.Text.insertString(cursor, words, False)

    def drop(self, words: str) -> None:
        """Strike a paragraph with its mark."""
        cursor = self._paragraph(words)
        cursor.goRight(1, True)
        cursor.String = ""

    def move(self, words: str, behind: str) -> None:
        """Cut a paragraph and paste it behind another."""
        cursor = self._paragraph(words)
        cursor.goRight(1, True)
        self._document.CurrentController.select(cursor)
        self._dispatcher.executeDispatch(self._document.CurrentController.Frame, ".uno:Cut", "", 0, ())
        place = self._paragraph(behind)
        place.collapseToEnd()
        place.goRight(1, False)
        self._document.CurrentController.select(place)
        self._dispatcher.executeDispatch(self._document.CurrentController.Frame, ".uno:Paste", "", 0, ())

    def comment(self, on: str, text: str) -> None:
        place = self._found(on)
        note = self._document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = text, self._name
        place.Text.insertTextContent(place, note, True)

    def accept(self, words: str) -> None:
        """The changes in the paragraph that holds the words."""
        self._ordered(".uno:AcceptTrackedChange", words)

    def reject(self, words: str) -> None:
        self._ordered(".uno:RejectTrackedChange", words)

    def _ordered(self, command: str, words: str) -> None:
        self._document.CurrentController.select(self._paragraph(words))
        self._dispatcher.executeDispatch(self._document.CurrentController.Frame, command, "", 0, ())

    def _paragraph(self, words: str) -> Any:
        place = self._found(words)
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def _found(self, words: str) -> Any:
        search = self._document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        place = self._document.findFirst(search)
        if place is None:
            raise SystemExit(f"nothing says {words!r}")
        return place


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
