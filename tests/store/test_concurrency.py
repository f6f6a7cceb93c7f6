"""Several people at once, programs that die half-way, and views that hold still."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from negotiator.errors import ConflictError, StoreError
from negotiator.model.point import PointProperties, Verdict
from negotiator.store.engine import reading, writing
from negotiator.store.store import Store
from negotiator.store.tables.position import point as point_table
from tests.store.samples import NOW, add, clauses, clauses_of, judge, judgement, revision

ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from datetime import UTC, datetime
from negotiator.errors import ConflictError
from negotiator.model.point import PointProperties
from negotiator.store.store import Store

location, provision, seq = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with Store.open(location) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        with store.transaction("writer", datetime.now(UTC), "set point", "x") as tx:
            tx.append_point(provision, seq, PointProperties(counted=True))
    except ConflictError as error:
        print("conflict", error)
    else:
        print("written")
"""

COUNTER = """
import sys
from datetime import UTC, datetime
from negotiator.model.point import PointProperties
from negotiator.store.store import Store

location, provision = sys.argv[1], int(sys.argv[2])
with Store.open(location) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(20):
        with store.transaction("counter", datetime.now(UTC), "set point", "x") as tx:
            seq = tx.point_properties("declaration").get(provision, (0, None))[0]
            tx.append_point(provision, seq, PointProperties(themes=(str(seq),)))
print("done")
"""

DIES = """
import os, sys
from datetime import UTC, datetime
from negotiator.model.point import PointProperties
from negotiator.store.store import Store

location, provision = sys.argv[1], int(sys.argv[2])
store = Store.open(location)
with store.transaction("dies", datetime.now(UTC), "set point", "x") as tx:
    tx.append_point(provision, 0, PointProperties(counted=True))
    print("half-way", flush=True)
    sys.stdin.readline()
"""


def program(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def go(programs: list[subprocess.Popen[str]]) -> list[str]:
    """Start them all at one moment; what each said."""
    for one in programs:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in programs:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate()[0] for one in programs]
    assert all(one.returncode == 0 for one in programs)
    return said


@pytest.fixture
def provision(store: Store) -> int:
    return clauses_of(store, add(store, revision("Rev.1"), clauses("One.", "Two.")))[0].provision


def test_of_two_programs_that_write_the_same_step_one_meets_a_conflict(location: str, store: Store, provision: int) -> None:
    said = go([program(WRITER, location, str(provision), "0") for _ in range(2)])
    assert sorted(line.split()[0] for line in said) == ["conflict", "written"]
    with store.snapshot() as view:
        assert view.point_properties("declaration")[provision] == (1, PointProperties(counted=True))
        assert len(view.entries()) == 2


def test_programs_that_read_and_then_write_lose_nothing(location: str, store: Store, provision: int) -> None:
    assert go([program(COUNTER, location, str(provision)) for _ in range(3)]) == ["done\n"] * 3
    with store.snapshot() as view:
        assert view.point_properties("declaration")[provision][0] == 60
        ids = [entry.id for entry in view.entries()]
    assert ids == sorted(ids, reverse=True)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
def test_a_program_that_dies_half_way_leaves_nothing(location: str, store: Store, provision: int) -> None:
    dying = program(DIES, location, str(provision))
    assert dying.stdout is not None
    assert dying.stdout.readline() == "half-way\n"
    os.kill(dying.pid, signal.SIGKILL)
    dying.communicate()
    with store.transaction("ann", NOW, "set point", "x") as tx:
        assert tx.append_point(provision, 0, PointProperties(counted=False)) == 1
    with store.snapshot() as view:
        assert [entry.actor for entry in view.entries()] == ["ann", "ann"]


def test_the_database_itself_refuses_the_same_step_twice(store: Store, provision: int) -> None:
    with pytest.raises(ConflictError, match="someone else"), writing(store._engine, store.location) as connection:
        for _ in range(2):
            connection.execute(insert(point_table).values(provision=provision, seq=1, entry_id=1))


def test_a_fault_of_ours_is_not_called_a_conflict(store: Store, provision: int) -> None:
    with pytest.raises(IntegrityError), writing(store._engine, store.location) as connection:
        connection.execute(insert(point_table).values(provision=9999, seq=1, entry_id=1))


def test_an_error_in_a_transaction_leaves_nothing(store: Store, provision: int) -> None:
    with pytest.raises(RuntimeError), store.transaction("ann", NOW, "set point", "x") as tx:
        tx.append_point(provision, 0, PointProperties())
        raise RuntimeError
    with store.snapshot() as view:
        assert view.point_properties("declaration") == {}
        assert len(view.entries()) == 1


def test_a_snapshot_holds_still_while_others_write(store: Store, other: Store) -> None:
    first = add(store, revision("Rev.1"), clauses("One."))
    with store.snapshot() as view:
        assert len(view.revisions("declaration")) == 1
        one = clauses_of(other, first)[0]
        judge(other, judgement(one, first, Verdict.ABSENT), 0)
        add(other, revision("Rev.2"), clauses("One."))
        assert view.assessments() == ()
        assert len(view.entries()) == 1
    with store.snapshot() as view:
        assert len(view.assessments()) == 1
        assert len(view.revisions("declaration")) == 2


def test_nothing_can_be_written_through_a_snapshot(store: Store, provision: int) -> None:
    with store.snapshot() as view:
        assert not hasattr(view, "append_point")
    with pytest.raises(StoreError, match="cannot be written"), reading(store._engine, store.location) as connection:
        connection.execute(insert(point_table).values(provision=provision, seq=1, entry_id=1))
    with store.transaction("ann", NOW, "set point", "x") as tx:
        tx.append_point(provision, 0, PointProperties())


def test_a_store_hears_of_what_others_wrote_and_not_of_itself(store: Store, other: Store) -> None:
    assert not store.changed()
    add(store, revision("Rev.1"), clauses("One."))
    assert not store.changed()
    assert other.changed()
    assert not other.changed()
    add(other, revision("Rev.2"), clauses("One."))
    add(store, revision("Rev.3"), clauses("One."))
    assert store.changed()
    assert not store.changed()
    assert other.changed()


def test_what_was_rolled_back_is_no_news(store: Store, other: Store) -> None:
    with pytest.raises(RuntimeError), other.transaction("ann", NOW, "x", "x") as tx:
        assert tx.entry
        raise RuntimeError
    assert not store.changed()
    assert not other.changed()
    add(store, revision("Rev.1"), clauses("One."))
    assert other.changed()


def test_threads_share_a_store(store: Store, provision: int) -> None:
    failed: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(5):
                with store.transaction("ann", datetime.now(UTC), "set point", "x") as tx:
                    seq = tx.point_properties("declaration").get(provision, (0, None))[0]
                    tx.append_point(provision, seq, PointProperties())
                with store.snapshot() as view:
                    assert view.point_properties("declaration")[provision][0]
                store.changed()
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with store.snapshot() as view:
        assert view.point_properties("declaration")[provision][0] == 20


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="zone"), store.transaction("ann", datetime(2026, 1, 1), "x", "x"):  # noqa: DTZ001
        pass


def test_a_moment_comes_back_in_utc(store: Store) -> None:
    from datetime import timedelta, timezone

    with store.transaction("ann", datetime(2026, 6, 1, 14, 0, tzinfo=timezone(timedelta(hours=7))), "x", "x"):
        pass
    with store.snapshot() as view:
        at = view.entries()[0].at
        assert (at, at.tzinfo) == (datetime(2026, 6, 1, 7, 0, tzinfo=UTC), UTC)
