"""Renders drafts from Jinja2 templates, in a sandbox and from trusted folders only: the working folder is never looked into."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from negotiator.config import user_templates
from negotiator.errors import BadTemplateError
from negotiator.formats.markdown_out import escape, spans_markdown
from negotiator.model.report import Span, Tone
from negotiator.resources import folder

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

SUFFIX: Final = ".md.j2"
BUNDLED: Final = {
    "report": "where our points stand, for `export --as report`",
    "table": "a text as a table, for `export --as table`",
    "position": "the position paper, for `export --as position`",
}
"""The templates that ship with the product, and what each is for."""
REFERENCE: Final = "reference"
"""The Word file whose styles a built file takes."""
_HEADING_KINDS: Final = ("heading", "title")
_COUNTED: Final = re.compile(r"\d{1,3}[.)]")
_INDENT: Final = "    "
_PRIVATE: Final = 0xF0000
"""Characters that stand for note references while a wording is escaped."""


def render(name: str, context: Mapping[str, object], *, override: Path | None = None) -> str:
    """The template `name` (`report`, `position`) with this context, as Markdown.

    Looked up in `override` (a file that is the template, or a folder of templates), the user's configuration and what ships with the product, in that order.
    Every value that a template names must be in the context. Raises BadTemplateError naming the template and the line.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    wanted = name if name.endswith(".j2") else name + SUFFIX
    shown = override.name if override is not None and override.is_file() else wanted
    environment = _environment(wanted, override)
    try:
        template = environment.get_template(wanted)
        return _tidy(template.render(dict(context)))
    except TemplateSyntaxError as error:
        raise _bad(shown if error.name == wanted else error.name or shown, error.lineno, str(error.message)) from error
    except TemplateError as error:
        raise _bad(shown, _line_of(error), str(error.message or error)) from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise _bad(shown, _line_of(error), f"{type(error).__name__}: {error}") from error


def template_source(name: str) -> str:
    """The bundled template as text, for users who want one of their own. Raises BadTemplateError where there is none."""
    wanted = name if name.endswith(".j2") else name + SUFFIX
    path = folder("templates") / Path(wanted).name
    if not path.is_file():
        raise _bad(wanted, None, "there is no such template")
    return path.read_text(encoding="utf-8")


def reference_document() -> bytes:
    """The bundled Word file whose styles a built file takes."""
    return (folder("templates") / f"{REFERENCE}.docx").read_bytes()


def own_template(name: str) -> Path:
    """Where a user's own template of this name is looked for; it need not exist."""
    return user_templates() / f"{name}{SUFFIX}"


def points(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Items of a paper as they stand on the page, for templates.

    Each has `heading` (1–4; 0: none), `marker` (its number), `indent` (of its first line), `hang` (of its further paragraphs), `lines` (its wording by
    paragraph, escaped), `words` (all of it on one line, not escaped) and `kind`. A number that Markdown counts itself becomes a list item; any other is
    printed before the text, indented below the item that it belongs to. Footnotes are left out (see `footnotes`); their references stand in the wording
    as `[^1]`.
    """
    laid_out: list[dict[str, Any]] = []
    listed_at: int | None = None
    headings: list[int] = []
    """Levels of the headings that are open."""
    for item in items:
        if item["kind"] == "footnote":
            continue
        kind, number, level = str(item["kind"]), " ".join(str(item["number"]).split()), int(item["level"])
        heading, marker, indent, hang = 0, f"{_bare(number)} " if number else "", "", ""
        if kind in _HEADING_KINDS:
            headings = [one for one in headings if one < level]
            heading = min(4, len(headings) + 1)
            headings.append(level)
            listed_at = None
        elif listed_at is not None and level > listed_at:
            indent = hang = _INDENT
        elif _COUNTED.fullmatch(number):
            listed_at, marker, hang = level, f"{number:<4}", _INDENT
        else:
            listed_at = None
        lines = _wording(str(item["text"]), item.get("notes", ()))
        words = " ".join(str(item["text"]).split())
        laid_out.append({"kind": kind, "heading": heading, "marker": marker, "indent": indent, "hang": hang, "lines": lines, "words": words})
    return laid_out


def footnotes(items: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The notes of a paper, for templates: `label` and `text` (escaped)."""
    notes = [item for item in items if item["kind"] == "footnote"]
    return [{"label": "".join(str(n["number"]).split()).strip("[]") or str(i), "text": escape(str(n["text"]))} for i, n in enumerate(notes, 1)]


def _wording(text: str, notes: Iterable[tuple[int, str]]) -> list[str]:
    """The paragraphs of a wording, escaped, with its references to notes at their places."""
    references = []
    for index, (offset, label) in enumerate(sorted(notes, key=lambda note: -note[0])):
        text = f"{text[:offset]}{chr(_PRIVATE + index)}{text[offset:]}"
        references.append((chr(_PRIVATE + index), f"[^{label}]"))
    lines = [escape(piece) for piece in text.split("\n")]
    for mark, reference in references:
        lines = [line.replace(mark, reference) for line in lines]
    return [line for line in lines if line]


def _bare(number: str) -> str:
    """A number before a paragraph: a label stays as typed, so that Word can count it; a bullet becomes Markdown's."""
    if number in ("•", "–", "-", "*", "·"):
        return "-"
    return number if re.fullmatch(r"\(?\w{1,7}[.)]", number) else escape(number)


def _environment(wanted: str, override: Path | None) -> SandboxedEnvironment:
    from jinja2 import BaseLoader, ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    loaders: list[BaseLoader] = []
    if override is not None:
        if override.is_dir():
            loaders.append(FileSystemLoader(override))
        else:
            try:
                loaders.append(DictLoader({wanted: override.read_text(encoding="utf-8")}))
            except (OSError, UnicodeDecodeError) as error:
                raise _bad(str(override), None, "it cannot be read") from error
    loaders += [FileSystemLoader(user_templates()), FileSystemLoader(folder("templates"))]
    # Markdown, not HTML: text of others is escaped by the filter `md`
    environment = SandboxedEnvironment(
        loader=ChoiceLoader(loaders), undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["md"] = lambda value: escape(str(value))
    environment.filters["held"] = held_together
    environment.filters["listed"] = _listed
    environment.filters["redlined"] = redlined
    environment.globals |= {"points": points, "footnotes": footnotes}
    return environment


def _listed(values: Sequence[object]) -> str:
    """`a, b and c`, escaped."""
    names = [escape(str(value)) for value in values]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def held_together(label: str) -> str:
    """A label whose number stays on the line of its word; one that quotes first words may run on."""
    return label if "“" in label else label.replace(" ", "\u00a0")


def redlined(pieces: Iterable[tuple[str, str]]) -> str:
    """(`equal`, `delete` or `insert`, text) as Markdown on one line, changes as CriticMarkup, which our Word writer strikes and underlines."""
    tones = {"delete": Tone.DELETED, "insert": Tone.INSERTED}
    return spans_markdown(tuple(Span(text.replace("\n", " "), tones.get(op, Tone.PLAIN)) for op, text in pieces))


def _tidy(text: str) -> str:
    """No trailing blanks, never more than one empty line."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip("\n") + "\n"


def _line_of(error: BaseException) -> int | None:
    """The innermost line of a template in an error's traceback; Jinja2 gives templates' lines there."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno for f in reversed(frames) if f.filename.endswith(".j2") or f.filename == "<template>"), None)


def _bad(name: str, line: int | None, trouble: str) -> BadTemplateError:
    place = f"{name}, line {line}" if line else name
    known = Path(name).name.removesuffix(SUFFIX)
    shown = known if known in BUNDLED else "report"
    return BadTemplateError(
        f"the template {place} cannot be rendered: {trouble}",
        hint=f"negotiator templates {shown}  prints the bundled one; its head lists the values that it may use",
    )
