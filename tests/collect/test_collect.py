import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from collect.listening import HOUR, NOW, MemoryStore, Scripted, failing, good, mention, run

from connectors.base import Connector, SourceSlowed
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceRefused, SourceUnreachable, StoreError
from monitor.model import Batch, EngagementSample, Gap, GapReason, Reject, TimeSpan


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_batches_and_checkpoints_of_every_source_are_stored(store: MemoryStore) -> None:
    told = []
    runs = run(store, Scripted("a", good), Scripted("b", good), progress=lambda source, new: told.append((source, new)))
    assert [(one.source, one.new_mentions, one.error, one.gap) for one in runs] == [
        ("a", 3, None, None),
        ("b", 3, None, None),
    ]
    assert store.runs == runs
    assert store.checkpoints == {"a": {"read": 3}, "b": {"read": 3}}
    assert [new for source, new in told if source == "b"] == [1, 1, 1]


def test_a_source_gets_its_checkpoint_and_when_it_was_last_heard(store: MemoryStore) -> None:
    store.checkpoints["a"], store.heard["a"] = {"read": 7}, NOW - HOUR
    connector = Scripted("a", good)
    run(store, connector)
    queries, checkpoint, window = connector.asked
    assert queries[0].brand == "B"
    assert checkpoint == {"read": 7}
    assert (window.start, window.now) == (NOW - HOUR, NOW)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (SourceUnreachable("no answer"), GapReason.FAILED),
        (SourceRefused("no key"), GapReason.REFUSED),
        (SourceBudgetSpent("no money"), GapReason.BUDGET),
        (SourceSlowed("too fast"), GapReason.SLOWED),
        (SourceChanged("new shape"), GapReason.CHANGED),
        (ZeroDivisionError("a bug"), GapReason.FAILED),
        (SystemExit(), GapReason.FAILED),
        (KeyboardInterrupt(), GapReason.FAILED),
        (StopIteration(), GapReason.FAILED),
        (MemoryError(), GapReason.FAILED),
        (RecursionError(), GapReason.FAILED),
    ],
)
def test_a_fault_ends_only_its_own_source_and_becomes_its_gap(
    store: MemoryStore, fault: BaseException, reason: GapReason
) -> None:
    store.heard["bad"] = NOW - 3 * HOUR
    runs = run(store, Scripted("bad", failing(fault)), Scripted("fine", good))
    bad, fine = runs
    assert (fine.new_mentions, fine.error) == (3, None)
    assert bad.new_mentions == 1, "what came before the fault is stored"
    assert bad.gap == Gap(source="bad", span=TimeSpan(start=NOW - 3 * HOUR, end=NOW), reason=reason, detail=bad.error)
    assert str(fault) in bad.error


def test_a_bug_in_a_connector_is_named_with_its_place(store: MemoryStore) -> None:
    (bad,) = run(store, Scripted("bad", failing(ZeroDivisionError("a bug"))))
    assert "Scripted failed in line" in bad.error
    assert "of collect.listening: ZeroDivisionError" in bad.error
    assert bad.error.endswith("ZeroDivisionError: a bug")


def test_a_library_that_is_absent_is_named_with_the_line_that_installs_it(store: MemoryStore) -> None:
    class Needy(Scripted):
        install = "pip install no-such-library-anywhere"

    def script(_connector: Connector) -> Iterator[Batch]:
        import no_such_library_anywhere

        yield from no_such_library_anywhere.batches()

    (needy,) = run(store, Needy("needy", script))
    assert needy.error == "Scripted needs a library that is not installed: pip install no-such-library-anywhere"


def test_a_source_never_heard_is_deaf_for_the_day_the_page_shows(store: MemoryStore) -> None:
    (bad,) = run(store, Scripted("bad", failing(SourceUnreachable("down"))))
    assert bad.gap.span == TimeSpan(start=NOW - timedelta(hours=24), end=NOW)


def test_a_gap_begins_where_this_run_still_heard(store: MemoryStore) -> None:
    def script(connector: Connector) -> Iterator[Batch]:
        yield Batch(heard=TimeSpan(start=NOW - 9 * HOUR, end=NOW - HOUR))
        raise SourceUnreachable("down")

    (bad,) = run(store, Scripted("bad", script))
    assert bad.gap.span.start == NOW - HOUR


def test_a_hanging_source_is_given_up_at_the_deadline(store: MemoryStore) -> None:
    wake = threading.Event()

    def script(connector: Connector) -> Iterator[Batch]:
        yield Batch(mentions=(mention(connector.name, 0),))
        wake.wait(30)

    begun = time.monotonic()
    hanging, fine = run(store, Scripted("hangs", script), Scripted("fine", good), seconds=0.3)
    took = time.monotonic() - begun
    wake.set()
    assert took < 1.5
    assert "given up" in hanging.error
    assert hanging.gap.reason is GapReason.FAILED
    assert hanging.new_mentions == 1
    assert fine.error is None


def test_a_source_without_end_is_given_up_and_then_stops(store: MemoryStore) -> None:
    pulled = []

    def script(connector: Connector) -> Iterator[Batch]:
        while True:
            pulled.append(1)
            yield Batch(mentions=(mention(connector.name, len(pulled)),))

    (endless,) = run(store, Scripted("endless", script), seconds=0.2)
    time.sleep(0.3)
    count = len(pulled)
    time.sleep(0.3)
    assert "given up" in endless.error
    assert len(pulled) == count
    assert "source endless" not in [thread.name for thread in threading.enumerate()]


def test_a_source_far_ahead_of_the_store_waits(store: MemoryStore) -> None:
    pulled = []

    def script(connector: Connector) -> Iterator[Batch]:
        for number in range(50):
            pulled.append(number)
            yield Batch(mentions=(mention(connector.name, number),))

    slow = store.save_batch
    ahead = []

    def save(source: str, batch: Batch, now: datetime) -> int:
        time.sleep(0.002)
        ahead.append(len(pulled) - len(store.mentions))
        return slow(source, batch, now)

    store.save_batch = save
    (fast,) = run(store, Scripted("fast", script))
    assert fast.new_mentions == 50
    assert max(ahead) <= 5


def test_a_fault_of_the_store_is_raised_and_nothing_more_is_pulled(store: MemoryStore) -> None:
    store.fail_on = "a"
    with pytest.raises(StoreError, match="disk is full"):
        run(store, Scripted("a", good), Scripted("b", good))
    assert store.runs == []


@pytest.mark.parametrize(
    ("batch", "complaint"),
    [
        ({"mentions": []}, "a dict instead of a Batch"),
        (None, "a NoneType instead"),
        (Batch(mentions=(mention("bad", 1, datetime(2026, 5, 4, 11)),)), "without a zone"),  # noqa: DTZ001 - that is the fault
        (Batch(mentions=(mention("other", 1),)), "`other`"),
        (Batch(mentions=(replace(mention("bad", 1), text=None),)), "without a text"),
        (Batch(mentions=(replace(mention("bad", 1), thread="t" * 501),)), "longer than 500"),
        (Batch(mentions=(replace(mention("bad", 1), author_key=7),)), "no text"),
        (Batch(mentions=(replace(mention("bad", 1), followers=2**63),)), "followers"),
        (Batch(samples=(EngagementSample(mention_id="here:bad-1", at=NOW, likes=2.5),)), "no number"),
        (Batch(mentions=(None,)), "wrong kind"),
        (Batch(mentions=7), "wrong kind"),
        (Batch(mentions=(replace(mention("bad", 1), kind="post"),)), "no known kind"),
        (Batch(mentions=(replace(mention("bad", 1), author_name=b"x"),)), "no text"),
        (Batch(mentions=(replace(mention("bad", 1), rating=float("nan")),)), "rating"),
        (Batch(mentions=(replace(mention("bad", 1), edited_at=datetime(2026, 5, 4, 11)),)), "without a zone"),  # noqa: DTZ001
        (Batch(samples=(EngagementSample(mention_id=7, at=NOW),)), "sample of no mention"),
        (Batch(heard=TimeSpan(start=datetime(2026, 5, 4), end=NOW)), "without a zone"),  # noqa: DTZ001
        (Batch(rejects=(Reject(place="1", reason="no", raw={}),)), "no text"),
        (Batch(gaps=(Gap(source="bad", span=TimeSpan(start=NOW, end=NOW), reason="x", detail=""),)), "no known reason"),
        (Batch(checkpoint={"when": NOW}), "no JSON"),
        (Batch(checkpoint={"long": "x" * 70_000}), "65,536 are allowed"),
    ],
)
def test_a_batch_that_breaks_the_contract_never_reaches_the_store(
    store: MemoryStore, batch: object, complaint: str
) -> None:
    def script(_connector: Connector) -> Iterator[Batch]:
        yield batch

    bad, fine = run(store, Scripted("bad", script), Scripted("fine", good))
    assert complaint in bad.error
    assert bad.gap.reason is GapReason.CHANGED
    assert "bad" not in store.checkpoints
    assert fine.new_mentions == 3
    assert all(key.startswith("here:fine") for key in store.mentions)


def test_a_secret_in_a_fault_is_hidden_in_error_and_gap(store: MemoryStore) -> None:
    script = failing(ValueError("GET /?token=hush-hush-42 failed"))
    (bad,) = run(store, Scripted("bad", script, key="hush-hush-42"))
    assert "hush-hush-42" not in repr(store.runs)
    assert "token=•••" in bad.error


def test_what_a_connector_prints_becomes_a_note_and_not_mail(
    store: MemoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    def script(connector: Connector) -> Iterator[Batch]:
        print("hello from the plugin hush-hush-42")  # noqa: T201 - that is the fault
        print("and to errors", file=sys.stderr)  # noqa: T201 - that is the fault
        yield from good(connector)

    (chatty,) = run(
        store,
        Scripted("chatty", script, key="hush-hush-42"),
        progress=lambda source, _new: sys.stdout.write(f"progress {source}\n"),
    )
    output = capsys.readouterr()
    assert output.out.splitlines() == ["progress chatty"] * 3
    assert output.err == ""
    assert chatty.notes == ("The connector printed: hello from the plugin •••\nand to errors",)


def test_what_a_source_prints_after_it_was_given_up_is_no_mail_either(
    store: MemoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    wake, printed = threading.Event(), threading.Event()

    def script(connector: Connector) -> Iterator[Batch]:
        yield Batch()
        wake.wait(30)
        print("still here")  # noqa: T201 - that is the fault
        printed.set()

    run(store, Scripted("hangs", script), seconds=0.2)
    wake.set()
    assert printed.wait(5)
    print("ours")  # noqa: T201 - what the program says goes through
    assert capsys.readouterr().out == "ours\n"
    real = sys.stdout
    run(MemoryStore(), Scripted("fine", good))
    assert sys.stdout is real


def test_rejects_and_partial_gaps_are_counted_and_noted(store: MemoryStore) -> None:
    gap = Gap(source="a", span=TimeSpan(start=NOW - HOUR, end=NOW), reason=GapReason.LIMIT, detail="One feed was deaf.")

    def script(_connector: Connector) -> Iterator[Batch]:
        yield Batch(
            rejects=(Reject(place="1", reason="no", raw=""), Reject(place="2", reason="no", raw="")), gaps=(gap,)
        )

    (one,) = run(store, Scripted("a", script))
    assert (one.rejected, one.error) == (2, None)
    assert one.notes == ("2 records could not be read and were kept aside; the first: 1: no", "One feed was deaf.")
    assert one.unheard == (), "what a source never shows is no failure of this run"


@pytest.mark.parametrize(
    ("reason", "ended", "unheard"),
    [(GapReason.FAILED, NOW, True), (GapReason.REFUSED, NOW, True), (GapReason.FAILED, NOW - HOUR, False)],
)
def test_a_part_that_fails_now_is_told_apart_from_a_gap_of_the_past(
    store: MemoryStore, reason: GapReason, ended: datetime, unheard: bool
) -> None:
    gap = Gap(source="a", span=TimeSpan(start=NOW - 2 * HOUR, end=ended), reason=reason, detail="One feed was deaf.")
    (one,) = run(store, Scripted("a", lambda _connector: iter([Batch(gaps=(gap,))])))
    assert one.unheard == (("One feed was deaf.",) if unheard else ())


@pytest.mark.parametrize("fault", [None, ZeroDivisionError("a bug")])
def test_a_source_lets_go_of_its_connections_however_it_ends(store: MemoryStore, fault: BaseException | None) -> None:
    class Closing(Scripted):
        closed = 0

        def close(self) -> None:
            self.closed += 1
            raise SystemExit

    connector = Closing("a", failing(fault) if fault else good)
    (one,) = run(store, connector)
    assert connector.closed == 1
    assert (one.error is None) is (fault is None)


def test_no_source_at_all_is_no_fault(store: MemoryStore) -> None:
    assert run(store) == []
