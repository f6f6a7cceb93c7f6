"""Every key of the terminal UI, once: bindings, hints, help and the palette are all read from here.

An id never changes, so that a user's own keys (`id = "key"`) keep working.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.binding import Binding, BindingType, Keymap

EVERYWHERE = "everywhere"
HOME = "home"
DOCUMENT = "document"
POSITION = "position"
ROOM_TITLES = {HOME: "Home", DOCUMENT: "Documents", POSITION: "Position", EVERYWHERE: "Everywhere"}


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that a key does."""

    id: str
    """Stable name, `room.verb`."""
    key: str
    """Textual's name of the key; several with commas."""
    action: str
    """Textual action that it runs."""
    short: str
    """One or two words, for the row of hints."""
    description: str
    """A sentence, for help and the palette."""
    room: str = EVERYWHERE
    hint: int = 0
    """Place in the row of hints, 1 first; 0 for none."""
    palette: bool = True


ACTIONS: tuple[KeyAction, ...] = (
    KeyAction("room.home", "1", "app.room('home')", "home", "Home: where do we stand?"),
    KeyAction("room.document", "2", "app.room('document')", "documents", "Documents: the text, with its history"),
    KeyAction("room.position", "3", "app.room('position')", "position", "Position: our points, judged"),
    KeyAction("pane.other", "tab", "app.other_pane", "other pane", "Turn to the other pane", palette=False),
    KeyAction("pane.back", "shift+tab", "app.other_pane(-1)", "pane before", "Turn to the pane before", palette=False),
    KeyAction("search", "slash", "app.search", "search", "Search the texts and our points", hint=91),
    KeyAction("filter", "ctrl+f", "app.filter", "filter", "Show only the lines of this list that hold some words"),
    KeyAction("goto", "colon", "app.go_to", "go to", "Go to an address, such as declaration@rev1:7", hint=92),
    KeyAction("import", "i", "app.import", "import", "Import a text that arrived", hint=80),
    KeyAction("export", "e", "app.export", "export", "Write a file: redline, annotated text, report", hint=81),
    KeyAction("edits", "E", "app.edits", "read back", "Read back a file that was sent out: who changed what on which paragraph"),
    KeyAction("inspect", "I", "app.inspect", "inspect", "What a Word file carries besides its text: names, changes, comments, paths"),
    KeyAction("delegations", "D", "app.delegations", "delegations", "Delegations: the names they go by, their groups, what they hold"),
    KeyAction("journal", "J", "app.journal", "journal", "The journal: who did what and when; take one entry back"),
    KeyAction("undo", "u", "app.undo", "undo", "Take back what was recorded last (a new entry; nothing is lost)"),
    KeyAction("marks", "m", "app.plain_marks", "marks", "Write changes as [-deleted-]{+inserted+}, or as colour and line"),
    KeyAction("theme", "ctrl+t", "app.other_theme", "light/dark", "Light or dark"),
    KeyAction("reload", "f5", "app.reload", "reload", "Read the workspace again"),
    KeyAction("palette", "ctrl+p", "app.command_palette", "commands", "All commands", palette=False),
    KeyAction("help", "question_mark,f1", "app.help", "help", "Explain this room and its keys", hint=99, palette=False),
    KeyAction("quit", "q,ctrl+q", "app.quit", "quit", "Leave"),
    KeyAction("home.open", "enter", "open", "open", "Open the place of this line", HOME, hint=1, palette=False),
    KeyAction("document.next-change", "n", "change(1)", "next change", "Next changed paragraph", DOCUMENT, hint=1),
    KeyAction("document.previous-change", "N", "change(-1)", "change before", "Changed paragraph before", DOCUMENT),
    KeyAction("document.against", "v", "against", "compare with", "Choose the version to compare with", DOCUMENT, hint=2),
    KeyAction("document.version", "V", "version", "version", "Choose the version to read", DOCUMENT),
    KeyAction("document.only-changes", "o", "only_changes", "only changes", "Show changed paragraphs only, or all", DOCUMENT, hint=3),
    KeyAction("document.other", "d", "other_document", "document", "Choose another document", DOCUMENT, hint=4),
    KeyAction("document.history", "h", "history", "history", "This paragraph through all versions", DOCUMENT, hint=6),
    KeyAction("document.languages", "L", "languages", "languages", "This paragraph in its other languages", DOCUMENT),
    KeyAction("document.source", "S", "source", "source", "Where this paragraph stands in its issued file", DOCUMENT),
    KeyAction("document.reading", "R", "reading", "reading", "How this version's file was read, block by block; say what was read wrongly", DOCUMENT),
    KeyAction("document.next-bracket", "right_square_bracket", "bracket(1)", "next bracket", "Next bracket", DOCUMENT),
    KeyAction("document.previous-bracket", "left_square_bracket", "bracket(-1)", "bracket before", "Bracket before", DOCUMENT),
    KeyAction("document.brackets", "b", "brackets", "brackets", "Light the brackets: whose they are and what became of them", DOCUMENT, hint=5),
    KeyAction("document.holder", "B", "holder", "one holder", "Brackets of one delegation, or all", DOCUMENT),
    KeyAction("document.resolve", "r", "resolve", "resolve", "Read the text as if its brackets were resolved; nothing is changed", DOCUMENT),
    KeyAction("document.rule", "k", "rule", "what it is", "Say what this bracket is, or what a number such as 3 bis means", DOCUMENT),
    KeyAction("document.kind", "f", "kind", "filter", "Only paragraphs of which one thing is true: moved, dropped, reworded …", DOCUMENT),
    KeyAction("document.status", "s", "status", "status", "Record how far this paragraph is: open, agreed ad ref, agreed, reopened", DOCUMENT),
    KeyAction("document.matches", "l", "matches", "matches", "Which paragraph became which: confirm, correct, split, merge", DOCUMENT, hint=7),
    KeyAction("document.across", "g", "across", "its point", "Go to the point that rests on this paragraph", DOCUMENT),
    KeyAction("document.copy", "y", "copy", "copy", "Copy the paragraph's text", DOCUMENT),
    KeyAction("position.reflected", "r", "judge('reflected')", "reflected", "The text has it: reflected", POSITION, hint=1),
    KeyAction("position.partial", "p", "judge('partial')", "partial", "The text has part of it: partial", POSITION, hint=2),
    KeyAction("position.contradicted", "c", "judge('contradicted')", "contradicted", "The text says the contrary: contradicted", POSITION, hint=3),
    KeyAction("position.absent", "x", "judge('absent')", "absent", "No paragraph speaks to it: absent", POSITION, hint=4),
    KeyAction("position.choose", "space", "choose", "choose", "Choose this candidate as evidence, or drop it", POSITION, hint=5),
    KeyAction("position.note", "w", "note", "note", "Write a note that goes with the next verdict", POSITION),
    KeyAction("position.next-open", "n", "open_point(1)", "next open", "Next point that is not judged or wants a second look", POSITION, hint=6),
    KeyAction("position.previous-open", "N", "open_point(-1)", "open before", "Open point before", POSITION),
    KeyAction("position.filter", "f", "filter", "filter", "Points of one outcome document, or all", POSITION),
    KeyAction("position.across", "g", "across", "its paragraph", "Go to the paragraph under the cursor", POSITION),
    KeyAction("position.point", "t", "point", "what it is", "Say what this point is: red line, sought or prevented, which texts it addresses", POSITION),
    KeyAction("position.languages", "L", "languages", "languages", "This point in the other languages of our paper", POSITION),
    KeyAction("position.paper", "o", "paper", "our paper", "Open the point in the position paper", POSITION),
    KeyAction("position.source", "S", "source", "source", "Where the paragraph under the cursor stands in its issued file", POSITION),
    KeyAction("position.copy", "y", "copy", "copy", "Copy the point's text", POSITION),
)

HINTS_SHOWN = 6


def bindings(room: str) -> list[BindingType]:
    """Textual bindings of a room, or of the app. A room binds `tab` itself: Textual's screens do so, and they come before the app."""
    here = (
        action for action in ACTIONS if (EVERYWHERE if room == EVERYWHERE else room) == action.room or (room != EVERYWHERE and action.id.startswith("pane."))
    )
    return [Binding(action.key, action.action, action.description, id=action.id, show=bool(action.hint)) for action in here]


def of_room(room: str) -> Iterator[KeyAction]:
    """What the keys do in a room, its own first."""
    yield from (action for action in ACTIONS if action.room == room)
    yield from (action for action in ACTIONS if action.room == EVERYWHERE)


def hints(room: str) -> tuple[KeyAction, ...]:
    """The keys to show at the bottom: help always, the room's own next, at most six."""
    wanted = sorted((action for action in of_room(room) if action.hint), key=lambda action: action.hint)
    return (*wanted[: HINTS_SHOWN - 1], next(action for action in wanted if action.id == "help"))


def key_of(action: KeyAction, own: Mapping[str, str] = {}) -> str:
    """The key to show for it: the user's own, else the first one given here."""
    return shown(own.get(action.id, action.key).partition(",")[0])


def shown(key: str) -> str:
    """A key as people write it."""
    names = {"slash": "/", "colon": ":", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]", "enter": "enter", "space": "space"}
    return names.get(key, key)


def own_keys() -> dict[str, str]:
    """The user's own keys, from `keys.toml` in the user's configuration folder: `"document.next-change" = "right"`.

    Raises BadInputError where the file is there and cannot be read as such.
    """
    from platformdirs import user_config_path

    return read_keys(user_config_path("negotiator", appauthor=False) / "keys.toml")


def read_keys(path: Path) -> dict[str, str]:
    """Names of actions and keys in a TOML file; nothing where there is no file. Raises BadInputError."""
    import tomllib

    from negotiator.errors import BadInputError

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadInputError(f"{path.name} cannot be read: {error}", hint='write a line for each key: "document.next-change" = "right"') from None
    wrong = [name for name, key in found.items() if name not in {action.id for action in ACTIONS} or not isinstance(key, str)]
    if wrong:
        import difflib

        near = difflib.get_close_matches(wrong[0], [action.id for action in ACTIONS], 3, 0.3)
        raise BadInputError(
            f"{path.name}: {wrong[0]!r} names no action, or its key is no text", hint=f"the nearest names are {', '.join(near)}" if near else ""
        )
    return found


def keymap(own: Iterable[tuple[str, str]]) -> Keymap:
    """The user's own keys for `App.set_keymap`; names of actions that do not exist are left out."""
    known = {action.id for action in ACTIONS}
    return {name: key for name, key in own if name in known}


def all_keys(action: KeyAction, own: Mapping[str, str] = {}) -> str:
    """All keys that do it, as people write them."""
    return " ".join(shown(key.strip()) for key in own.get(action.id, action.key).split(","))
