"""Run by Debian's Python: what LibreOffice prints before each paragraph of some Word files
once their tracked changes are accepted, as JSON [[label, text], …] per file."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def walk(text):
    paragraphs = text.createEnumeration()
    while paragraphs.hasMoreElements():
        item = paragraphs.nextElement()
        if item.supportsService("com.sun.star.text.TextTable"):
            for name in item.CellNames:
                yield from walk(item.getCellByName(name))
        elif item.supportsService("com.sun.star.text.Paragraph"):
            yield [item.ListLabelString, item.String]


def without_notes(document):
    """Notes are taken out: their numbers would stand in the paragraphs' text."""
    document.RecordChanges = False
    for notes in (document.Footnotes, document.Endnotes):
        for note in [notes.getByIndex(n) for n in range(notes.Count)]:
            note.Anchor.Text.removeTextContent(note)


def main(program, *files):
    profile = pathlib.Path(tempfile.mkdtemp(prefix="labels"))
    quiet = [program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]
    # a fresh profile restarts the program once: do that before connecting
    subprocess.run([*quiet, "--terminate_after_init"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=False)
    office = subprocess.Popen([*quiet, f"--accept=pipe,name={profile.name};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(600):
            try:
                context = resolver.resolve(f"uno:pipe,name={profile.name};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.1)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", True
        found = []
        for file in files:
            document = desktop.loadComponentFromURL(pathlib.Path(file).resolve().as_uri(), "_blank", 0, (hidden,))
            if document.Redlines.createEnumeration().hasMoreElements():
                dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
            without_notes(document)
            found.append(list(walk(document.Text)))
            document.close(True)
        print(json.dumps(found))
        desktop.terminate()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()
        shutil.rmtree(profile, ignore_errors=True)


main(*sys.argv[1:])
