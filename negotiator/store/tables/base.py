"""What every table shares: names of constraints, types that behave alike on both databases, the mark of a fact."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Integer, MetaData, Table, Text, TypeDecorator
from sqlalchemy.sql.schema import SchemaItem

from negotiator.errors import BadInputError

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """A moment, in UTC on both databases; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the store takes moments with a zone only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text that either database gives back to the letter; what one of them could not hold is refused on both."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value:
            check_storable(value)
        return value


def check_storable(text: str) -> None:
    """Raises BadInputError for what SQLite or PostgreSQL could not hold."""
    if "\0" in text or not (text.isascii() or _encodes(text)):
        raise BadInputError(
            "a text holds a NUL character or half of a surrogate pair, which no database keeps",
            hint="the file is damaged, or was read in a wrong encoding; save it as UTF-8",
        )


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def key() -> Column[int]:
    """A row's number, given by the database."""
    return Column("id", Integer, primary_key=True)


def ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A reference to `table.column`."""
    return Column(name, ForeignKey(target), nullable=nullable, index=index)


def sha_ref(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    """A reference to a text or file by its hash."""
    return Column(name, Text, ForeignKey(target), nullable=nullable)


def words(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Words, nullable=nullable)


def number(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def fact(name: str, *items: SchemaItem) -> Table:
    """A table whose rows are appended and never changed, each by one entry of the journal."""
    return Table(name, METADATA, *items, ref("entry_id", "entry.id"), info={"fact": True})
