"""Everything that can go wrong for a user.

NegotiatorError (exit 70)
├── UsageError (2)              a command or address that cannot be understood
│   └── NotFoundError           names something that is not there
├── BadInputError (2)           a file that is not what it claims, empty, encrypted, damaged
│   └── BadTemplateError        a template that cannot be rendered
├── ConflictError (3)           someone else wrote meanwhile, or it is there already
├── StoreError (4)              the workspace cannot be reached or is too new
└── RefusedError (5)            our own check found our output wrong: nothing was written
"""

from __future__ import annotations


class NegotiatorError(Exception):
    """The root: a message that names the file, paragraph or point, and a hint that says what to do."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(NegotiatorError):
    """A command, option or address that cannot be understood."""

    exit_code = 2


class NotFoundError(UsageError):
    """Something was named that is not there."""


class BadInputError(NegotiatorError):
    """A file that is not what it claims to be, is empty, encrypted or damaged, or holds no clause."""

    exit_code = 2


class BadTemplateError(BadInputError):
    """A template that cannot be rendered."""


class ConflictError(NegotiatorError):
    """Someone wrote meanwhile, or what is to be added is there already."""

    exit_code = 3


class StoreError(NegotiatorError):
    """The workspace cannot be reached, or was written by a newer version."""

    exit_code = 4


class RefusedError(NegotiatorError):
    """Our own check found that what we were about to write is wrong; nothing was written."""

    exit_code = 5
