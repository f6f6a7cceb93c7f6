"""Two sober themes in which each colour has one meaning, and the styles of the tones that a report speaks in."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.theme import Theme

from negotiator.model.report import Tone

DARK = "negotiator-dark"
LIGHT = "negotiator-light"


def _theme(
    name: str, *, dark: bool, ground: str, raised: str, ink: str, muted: str, rule: str, cursor: str, cursor_idle: str, hues: Mapping[str, str]
) -> Theme:
    return Theme(
        name=name,
        primary=hues["ours"],
        secondary=muted,
        accent=ink,
        warning=hues["amber"],
        error=hues["bad"],
        success=hues["good"],
        foreground=ink,
        background=ground,
        surface=ground,
        panel=raised,
        dark=dark,
        variables={
            **hues,
            "muted": muted,
            "rule": rule,
            "raised": raised,
            "cursor": cursor,
            "cursor-idle": cursor_idle,
            "border": ink,
            "border-blurred": rule,
            "block-cursor-background": cursor,
            "block-cursor-foreground": ink,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": cursor_idle,
            "block-cursor-blurred-foreground": ink,
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-selection-background": cursor,
            "scrollbar": rule,
            "scrollbar-hover": muted,
            "scrollbar-active": muted,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
        },
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        ground="#14171c",
        raised="#1c2027",
        ink="#dad7cf",
        muted="#8a8f99",
        rule="#3a404b",
        cursor="#2f3845",
        cursor_idle="#222831",
        hues={"good": "#7fb685", "bad": "#e07a72", "amber": "#d9ae5f", "ours": "#7aa7dc"},
    ),
    _theme(
        LIGHT,
        dark=False,
        ground="#faf8f3",
        raised="#f0ede5",
        ink="#23262b",
        muted="#6a6c70",
        rule="#c9c5ba",
        cursor="#dcd8cc",
        cursor_idle="#ece8de",
        hues={"good": "#256b32", "bad": "#b02a22", "amber": "#875a00", "ours": "#1d5a9e"},
    ),
)

TONE_CLASSES = {tone: f"tone--{tone.value}" for tone in Tone}
"""Component class of each tone, for widgets that draw spans."""

TONE_CSS = """
    & > .tone--plain { }
    & > .tone--strong { text-style: bold; }
    & > .tone--muted { color: $muted; }
    & > .tone--inserted { color: $good; text-style: underline; }
    & > .tone--deleted { color: $bad; text-style: strike; }
    & > .tone--met { color: $good; }
    & > .tone--partly { color: $amber; }
    & > .tone--unmet { color: $bad; }
    & > .tone--unknown { color: $muted; }
    & > .tone--ours { color: $ours; }
    & > .tone--warning { color: $amber; }
    & > .tone--lit { color: $background; background: $amber; }
"""
"""What a widget that draws spans puts into its own rule."""


def terminal_is_dark(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal says that its background is dark (`COLORFGBG`); true where it says nothing."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return background not in {"7", "15"}
