"""Which clause stands under which: series of numbers, told by form and order, and the headings that they run under or restart under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from negotiator.reading.forms import introduces, is_annex, is_option, parts_alternatives, starts_low
from negotiator.reading.items import BY_FORM, Item, Shape, counts_with
from negotiator.reading.labels import Label
from negotiator.reading.nodes import Node, Series, starting
from negotiator.reading.numerals import STRUCTURAL_RANK


class Tree:
    """Builds the tree item by item, in the order of the source."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.root = Node(None, None)
        self.items = items
        self.nodes: list[Node] = []
        self.live: list[Series] = []
        self.resting: list[Series] = []
        self.all_series: list[Series] = []
        self.cursor = self.root
        """The innermost clause that is open."""
        self.last: Node | None = None
        """The clause placed last."""
        self._sections_in_articles()
        self.starts = Counter(item.key for item in items if item.label is not None and item.label.first and item.shape is not Shape.CELL)
        """How often a series of each form starts."""
        self.numbered_from: list[int | None] = [None]
        self.counted_from: list[int | None] = [None]
        """As `numbered_from`, bullets passed over."""
        self.heading_from: list[int] = [len(items)]
        for index in range(len(items) - 1, -1, -1):
            item = items[index]
            numbered = item.label is not None and item.shape is not Shape.CELL
            self.numbered_from.append(index if numbered else self.numbered_from[-1])
            counted = numbered and item.label is not None and not item.label.bullet
            self.counted_from.append(index if counted else self.counted_from[-1])
            self.heading_from.append(index if item.heading and item.label is None else self.heading_from[-1])
        self.numbered_from.reverse()
        self.counted_from.reverse()
        self.heading_from.reverse()
        for index, item in enumerate(items):
            if item.block.ruled == "continuation" and self._goes_on(item):
                pass
            elif item.shape is Shape.CELL:
                self._add(item, next((node for node in self.cursor.chain() if node.heading), self.root), item.why)
            elif item.shape is Shape.PARAGRAPH and item.label is None:
                self._unnumbered(item, index)
            elif item.shape is Shape.TITLE:
                self._add(item, self.root, item.why)
            elif item.label is None:
                self._heading(item, index)
            else:
                self._numbered(item, index)

    def _sections_in_articles(self) -> None:
        """Articles mostly stand in sections; where sections start anew in each article, they stand in articles (as in bylaws)."""
        order = [item for item in self.items if item.label is not None and item.shape is not Shape.CELL and item.label.word in ("section", "article")]
        anew = [item for item in order if item.label is not None and item.label.word == "section" and item.label.first]
        if len(anew) > 1 and order[0].label is not None and order[0].label.word == "article":
            for item in order:
                if item.label is not None and item.label.word == "section":
                    item.label = replace(item.label, rank=STRUCTURAL_RANK)

    def _add(self, item: Item, parent: Node, why: str, series: Series | None = None) -> Node:
        node = Node(item, parent, series=series, why=why)
        parent.children.append(node)
        self.nodes.append(node)
        if series is not None:
            series.members.append(node)
        self.last = node
        return node

    def _goes_on(self, item: Item) -> bool:
        """Give an item to the clause above, if there is one."""
        if self.last is None:
            return False
        self.last.more.append(item)
        return True

    # Numbered

    def _numbered(self, item: Item, index: int) -> None:
        series, reading = self._series(item, index)
        if reading is not None:
            series.system, series.last = reading if not (item.label and item.label.bullet) else (series.system, series.last)
        parent = self._parent(item, series)
        self.cursor = self._add(item, parent, item.why or f"numbered {item.printed}", series)

    def _series(self, item: Item, index: int) -> tuple[Series, tuple[str, int] | None]:
        """The series that an item's number counts on in, or a new one."""
        label = item.label
        assert label is not None  # noqa: S101
        found = self._continuing(item, index)
        if found is not None:
            series, reading = found
            self._close_above(series)
            return series, reading
        if not label.first:
            # Out of order: numbers left out, or one set twice.
            systems = {system for system, _ in label.readings}
            newest = [series for series in self.all_series if counts_with(item, series.key) and series.system in systems][-1:]
            for series in (*reversed(self.live), *(series for series in newest if series in self.resting)):
                values = [(system, value) for system, value in label.readings if system == series.system]
                if counts_with(item, series.key) and values and not label.bullet and (series in self.live or values[0][1] > series.last):
                    self._close_above(series)
                    return series, values[0]
        return self._new(item, label), None

    def _continuing(self, item: Item, index: int) -> tuple[Series, tuple[str, int]] | None:
        label = item.label
        if label is None:
            return None
        for series in reversed(self.live):
            reading = series.continued_by(item)
            if reading is not None and not self._starts_numerals(item, reading, index) and self._bullets_agree(item, series):
                return series, reading
        if label.first or label.bullet:
            return None
        systems = {system for system, _ in label.readings}
        # Only the newest series of a form goes on: a restart has ended the ones before it.
        newest = next((series for series in reversed(self.all_series) if counts_with(item, series.key) and series.system in systems), None)
        reading = newest.continued_by(item) if newest is not None and newest in self.resting else None
        return (newest, reading) if newest is not None and reading is not None else None

    def _bullets_agree(self, item: Item, series: Series) -> bool:
        if not item.label or not item.label.bullet:
            return True
        last = series.members[-1]
        same = last.item is not None and abs(last.item.block.indent - item.block.indent) < 0.3
        inside = self.cursor is last or last in self.cursor.chain()
        return same and (inside or series.base in self.cursor.chain())

    def _starts_numerals(self, item: Item, reading: tuple[str, int], index: int) -> bool:
        """`i` after `h` that `ii` follows is one, not nine."""
        label = item.label
        if label is None or not label.first or len(label.readings) < 2 or reading[0] in ("roman", "upper-roman"):
            return False
        following = next(
            (
                other.label
                for other in self.items[index + 1 :]
                if other.label is not None and other.shape is not Shape.CELL and other.label.style == label.style
            ),
            None,
        )
        return following is not None and following.component.casefold() in ("ii", "2")

    def _close_above(self, series: Series) -> None:
        if series in self.live:
            at = self.live.index(series)
            self.resting.extend(self.live[at + 1 :])
            del self.live[at + 1 :]
            return
        self.resting.remove(series)
        while self.live and self.live[-1].rank >= series.rank and series.base in self.live[-1].base.chain():
            self.resting.append(self.live.pop())
        self.live.append(series)

    def _new(self, item: Item, label: Label) -> Series:
        base = self._base(item, label)
        chain = base.chain()
        # What is not around the new series has ended.
        keep = [s for s in self.live if any(member in chain for member in s.members[-1:])]
        self.resting.extend(s for s in self.live if s not in keep)
        system, value = starting(label)[0]
        self.live = keep
        series = Series(item.key, system, value, base, label.rank)
        self.live.append(series)
        self.all_series.append(series)
        return series

    def _base(self, item: Item, label: Label) -> Node:
        """Where a new series starts."""
        node = self.cursor
        if len(label.parts) > 1:
            matching = [n for n in node.chain() if n.label is not None and ".".join(n.label.parts) == ".".join(label.parts[:-1])]
            if matching:
                return matching[-1]
        if label.structural:
            while node.item is not None and not self._encloses(node, item, label):
                node = self._up(node)
            return node
        if label.word:
            over = next((n for n in node.chain() if n.label is not None and n.label.word in ("§", "article")), None) if label.word == "stk" else None
            while node.item is not None and not node.heading and node is not over:
                node = self._up(node)
            return self._below_outline(node, item)
        restarted = next((s for s in reversed(self.live) if s.restarted_by(item)), None)
        if restarted is not None and not introduces(node.text):
            inside = [n for n in node.chain() if n.series is restarted]
            if inside:
                return self._below_outline(self._up(inside[-1]), item)
        if not introduces(node.text):
            while (
                node.item is not None
                and not node.heading
                and (
                    node.label is None
                    or node.label.rank > label.rank
                    or (item.heading and node.label.rank >= label.rank)
                    or (node.label.word == "PP" and label.rank <= node.label.rank)
                )
            ):
                node = self._up(node)
        while self._beneath(node, item):
            node = self._up(node)
        return self._below_outline(node, item)

    def _beneath(self, node: Node, item: Item) -> bool:
        """A line that only its form makes a heading (a subtitle, `Revised draft`) is not over numbered headings that never restart."""
        return (
            node.heading
            and node.label is None
            and (node.outline == 0 or node.outline >= BY_FORM - 2)
            and item.heading
            and item.label is not None
            and item.label.rank <= 10
            and self.starts[item.key] < 2
        )

    def _encloses(self, node: Node, item: Item, label: Label) -> bool:
        if item.outline and 0 < node.outline < item.outline <= 9 and node.heading:
            return True
        return node.label is not None and node.label.structural and node.label.rank < label.rank

    def _below_outline(self, node: Node, item: Item) -> Node:
        """Out of every heading that the format puts at the item's level or below it."""
        if not 0 < item.outline <= 9:
            return node
        for outer in node.chain():
            # An annex holds the numbered headings behind it, also those that are set as large as it is.
            annexed = outer.label is not None and outer.label.word == "annex" and item.label is not None and item.label.word not in ("annex", "part")
            if outer.heading and outer.outline >= item.outline and not annexed:
                node = self._up(outer)
        return node

    def _parent(self, item: Item, series: Series) -> Node:
        """The innermost open heading, or the series' own base, that is not inside one of its members."""
        structural = item.label is not None and item.label.structural and not 0 < item.outline <= 9
        if structural and item.label is not None and item.label.rank == 0:
            return self.root
        if item.label is not None and not item.label.bullet and series.members and self._open(series):
            return series.base
        chain = self.cursor.chain()
        inside = [n for n, node in enumerate(chain) if node.series is series]
        for node in chain[inside[-1] + 1 if inside else 0 :]:
            over = node.heading and (not structural or all(child.heading for child in node.children)) and not self._beneath(node, item)
            if node is series.base or node is self.root or over:
                return self._below_outline(node, item)
        return self.root

    def _open(self, series: Series) -> bool:
        """Whether a list goes on behind paragraphs without numbers, no heading and no number from further out in between."""
        last, base = series.members[-1], series.base
        if base.item is None or base.heading or base in self.cursor.chain() or self.cursor not in base.chain():
            return False
        since = self.nodes[self.nodes.index(last) + 1 :]
        return all((node.label is None and not node.heading) or last in node.chain() for node in since)

    @staticmethod
    def _up(node: Node) -> Node:
        return node.parent if node.parent is not None else node

    # Unnumbered

    def _next_numbered(self, index: int) -> tuple[int, Item] | None:
        at = self.numbered_from[index + 1]
        return None if at is None or self.heading_from[index + 1] < at else (at, self.items[at])

    def _next_counted(self, index: int) -> tuple[int, Item] | None:
        at = self.counted_from[index + 1]
        return None if at is None else (at, self.items[at])

    def _runs_through(self, last: Node, index: int) -> bool:
        """Whether the last clause's numbers count on behind the next heading, so that what has none belongs to it."""
        upcoming = self._next_counted(index)
        if upcoming is None or last.series is None or upcoming[1].label is None or upcoming[1].label.first:
            return False
        found = self._continuing(upcoming[1], upcoming[0])
        return found is not None and found[0] is last.series and last.label is not None and last.label.rank == 20

    def _heading(self, item: Item, index: int) -> None:
        """An unnumbered heading stands where the numbers that follow it count on, or restart."""
        upcoming = self._next_counted(index)
        label = upcoming[1].label if upcoming is not None else None
        # Over an article only if nothing but headings stands between them: else it belongs to the article before.
        over = upcoming is None or (not is_option(item.text) and all(between.heading for between in self.items[index + 1 : upcoming[0]]))
        if label is not None and label.structural and not over:
            upcoming = None
        parent: Node | None = None
        if upcoming is not None:
            at, following = upcoming
            found = self._continuing(following, at)
            series = found[0] if found is not None and found[0] in self.live else None
            if series is None and found is None and label is not None and label.first:
                series = next((s for s in reversed(self.live) if s.restarted_by(following)), None)
                if series is None and not label.structural and introduces(self.cursor.text) and not self.cursor.heading:
                    parent = self.cursor
            if series is not None:
                parent = self._parent(following, series)
        if parent is None:
            parent = next((node for node in self.cursor.chain() if node.heading), self.root)
            if upcoming is not None and label is not None and label.structural and not 0 < item.outline <= 9:
                parent = self._base(upcoming[1], label)
        if is_annex(item.text):
            parent = self.root
        if is_option(item.text):
            before = next(
                (node for node in self.cursor.chain() if node.heading and node.label is None and node.item is not None and is_option(node.item.text)), None
            )
            parent = before.parent if before is not None and before.parent is not None else parent
        while parent.heading and parent.label is None and parent.outline >= item.outline:
            parent = self._up(parent)
        parent = self._below_outline(parent, item)
        self.cursor = self._add(item, parent, item.why)

    def _parting(self, item: Item, following: tuple[int, Item] | None) -> None:
        """An OR stands beside the clause before it, in a list where the list goes on."""
        last = self.last
        found = self._continuing(following[1], following[0]) if following is not None else None
        if last is not None and last.parent is not None and last.series is not None and found is not None and found[0] is last.series:
            self._add(item, last.parent, "it parts two alternatives")
            return
        self.cursor = next((node for node in self.cursor.chain() if node.heading), self.root)
        self._add(item, self.cursor, "it parts two alternatives")

    def _unnumbered(self, item: Item, index: int) -> None:
        """A further paragraph of the clause before it, or a clause of its own."""
        upcoming = self._next_numbered(index)
        if parts_alternatives(item.text) and not item.block.ruled:
            self._parting(item, upcoming if upcoming is not None and upcoming[0] == index + 1 else None)
            return
        counting = None
        if upcoming is not None:
            found = self._continuing(upcoming[1], upcoming[0])
            counting = found[0] if found is not None else None
        last = self.last
        if last is not None and last.label is not None and not last.heading and last.item is not None:
            why = ""
            if item.block.ruled == "paragraph":
                pass
            elif starts_low(item.text):
                why = "starts low after a numbered paragraph: its further paragraph"
            elif counting is not None and counting is last.series and not last.label.bullet:
                why = f"stands between {last.item.printed} and the next number: its further paragraph"
            elif not last.label.word and not introduces(item.text) and self._runs_through(last, index):
                why = f"numbers count on from {last.item.printed} under the next heading: its further paragraph"
            elif item.block.indent > 0.5 and item.block.indent >= last.item.block.indent and not introduces(last.text):
                why = "indented under a numbered paragraph: its further paragraph"
            if why:
                last.more.append(item)
                item.why = why
                return
        parent = next((node for node in self.cursor.chain() if node.heading), self.root)
        if counting is not None and counting.members and counting.members[-1] in self.cursor.chain() and not counting.members[-1].heading:
            parent = counting.members[-1]
        node = self._add(item, parent, item.why or "a paragraph without a number")
        leads = (
            upcoming is not None
            and upcoming[0] == index + 1
            and upcoming[1].label is not None
            and (upcoming[1].label.first or upcoming[1].label.bullet)
            and not upcoming[1].label.structural
        )
        self.cursor = node if leads and introduces(item.text) else parent
