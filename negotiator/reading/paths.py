"""Paths: printed numbers where they suffice, the heading's path before them where numbers restart, `h1` and `p1` where nothing is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from negotiator.model.counting import counted
from negotiator.reading.items import Shape
from negotiator.reading.nodes import Node, Series

_TOLD: Final = 12
"""Numbers that stand twice which are told one by one."""


def assign_paths(nodes: Sequence[Node], root: Node, all_series: Sequence[Series]) -> tuple[dict[Node, str], tuple[str, ...], dict[Node, str]]:
    """A path for every node, unique, a warning for each number that stands twice in one place, and how each path that is not the bare number was made."""
    paths = _Paths(root, all_series)
    found, warnings = paths.run(nodes)
    return found, warnings, paths.made


class _Paths:
    def __init__(self, root: Node, all_series: Sequence[Series]) -> None:
        self.root = root
        self.prefix: dict[Series, Node] = {}
        self.spelled: set[Series] = set()
        """Series whose word goes into the path, because other numbers hold the bare ones."""
        self.paths: dict[Node, str] = {}
        self.counts: Counter[tuple[Node, str]] = Counter()
        self.made: dict[Node, str] = {}
        """How a path was made unique, for those whose printed number does not suffice."""
        self._choose([series for series in all_series if series.members])

    def run(self, nodes: Sequence[Node]) -> tuple[dict[Node, str], tuple[str, ...]]:
        taken: dict[str, Node] = {}
        turns: dict[str, int] = {}
        warnings: list[str] = []
        for node in nodes:
            path = base = self._path(node)
            while path in taken:
                turns[base] = turns.get(base, 1) + 1
                path = f"{base}_{turns[base]}"
            if path != base:
                self.made[node] = f"{base} is taken: it is called {path}"
            if path != base and node.label is not None and node.item is not None:
                where = node.item.block.anchor
                warnings.append(f"the number {node.item.printed.strip()!r} stands more than once in the same place: its paragraph at {where} is called {path}")
            taken[path] = node
            self.paths[node] = path
        more = len(warnings) - _TOLD
        return self.paths, (*warnings[:_TOLD], *([f"and {counted(more, 'more number')} like that"] if more > 0 else []))

    # Which container a series' numbers are unique in

    def _choose(self, all_series: Sequence[Series]) -> None:
        nearest: dict[Series, Node] = {series: self._common(series) for series in all_series}
        groups: dict[Node, list[Series]] = defaultdict(list)
        for series in all_series:
            outer = self._outermost(nearest[series], series)
            self.prefix[series] = outer
            if not series.members[0].label or not series.members[0].label.bullet:
                groups[outer].append(series)
        for outer, group in groups.items():
            self._part(outer, group, nearest)

    def _part(self, outer: Node, group: Sequence[Series], nearest: dict[Series, Node]) -> None:
        """Where numbers of two series meet, the one that stands under a heading of its own takes that heading's path."""
        names = {series: self._names(series, outer) for series in group}
        bearers = Counter(name for series in group for name in names[series])
        clashing = {series for series in group if any(bearers[name] > 1 for name in names[series])}
        lines = {series: _between(outer, nearest[series]) for series in clashing}
        main = [series for series in clashing if not any(_annexed(node) for node in lines[series])]
        if len(main) == 1 and len(clashing) > 1:
            # The text itself keeps the bare numbers, its annexes do not.
            clashing -= {main[0]}
        shared = Counter(node for series in clashing for node in lines[series])
        for series in clashing:
            self.prefix[series] = next((node for node in lines[series] if shared[node] == 1), nearest[series])
        left = [series for series in clashing if nearest[series] is outer]
        # Numbers without a word have no other name; of the others the longest series goes by the bare ones.
        place = {series: index for index, series in enumerate(group)}
        left.sort(key=lambda series: (bool(_word(series)), -len(series.members), place[series]))
        held: set[str] = set()
        for series in left:
            if held & names[series] and _word(series):
                self.spelled.add(series)
            else:
                held |= names[series]

    def _names(self, series: Series, outer: Node) -> set[str]:
        return {_component(node, outer).casefold() for node in series.members}

    def _common(self, series: Series) -> Node:
        """The innermost clause that all members stand under."""
        chains = [member.parent.chain()[::-1] if member.parent is not None else [self.root] for member in series.members]
        common = self.root
        for level in zip(*chains, strict=False):
            if any(node is not level[0] for node in level):
                break
            common = level[0]
        return common

    def _outermost(self, node: Node, series: Series) -> Node:
        """Past headings and paragraphs without a number, and past all that a structural or full decimal number does not need."""
        label = series.members[0].label
        absolute = label is not None and len(label.parts) > 1 and not any(_is_stem(n, label.parts[:-1]) for n in node.chain())
        while node.item is not None and (node.label is None or absolute or node.label.bullet or node.label.unnumbered) and node.parent is not None:
            if node.label is not None and node.label.bullet:
                break
            node = node.parent
        return node

    # One node's path

    def _path(self, node: Node) -> str:
        item, label = node.item, node.label
        if item is None or node.parent is None:
            return ""
        if item.shape is Shape.TITLE:
            return "title"
        if item.shape is Shape.CELL:
            return item.kept[0] if item.kept else self._counted(self.root, "t")
        if label is not None and node.series is not None and label.component:
            outer = self.prefix[node.series]
            name = _component(node, outer)
            if outer.heading and self.paths.get(outer):
                self.made[node] = f"its numbers restart, so the path of {_called(outer)} stands before it"
            if node.series in self.spelled:
                self.made[node] = "other numbers hold the bare ones, so its word stands before it"
                name = f"{label.word}{name}"
            return self._under(outer, name)
        sign = "h" if node.heading else "b" if label is not None else "p"
        self.made[node] = "it has no number of its own, so it is counted"
        return self._counted(node.parent, sign)

    def _counted(self, parent: Node, sign: str) -> str:
        self.counts[parent, sign] += 1
        return self._under(parent, f"{sign}{self.counts[parent, sign]}")

    def _under(self, outer: Node, name: str) -> str:
        before = self.paths.get(outer, "")
        return f"{before}.{name}" if before else name


def _word(series: Series) -> str:
    return series.members[0].label.word if series.members[0].label else ""


def _between(outer: Node, inner: Node) -> list[Node]:
    """The clauses from below `outer` down to `inner`, outermost first."""
    chain = inner.chain()
    return chain[: chain.index(outer)][::-1] if outer in chain else []


def _annexed(node: Node) -> bool:
    return node.heading and node.label is not None and node.label.word == "annex"


def _called(node: Node) -> str:
    """What people call a heading: its number, else its first words."""
    return (node.item.printed.strip() or " ".join(node.item.text.split()[:4])) if node.item is not None else ""


def _component(node: Node, outer: Node) -> str:
    """A decimal number under the clause that its first figures name is its last figure."""
    label = node.label
    if label is None:
        return ""
    if len(label.parts) > 1:
        stem = label.parts[:-1]
        if _is_stem(outer, stem):
            return label.parts[-1]
        return ".".join(label.parts)
    return label.component


def _is_stem(node: Node, stem: tuple[str, ...]) -> bool:
    return node.label is not None and node.label.parts == stem
