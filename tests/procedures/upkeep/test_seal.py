"""The journal is sealed without gaps, and what is changed behind its back is found and named."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from kyosai.basis.money import Yen
from kyosai.basis.tokyo import TOKYO
from kyosai.exchange import keeping
from kyosai.procedures.upkeep import seal, verify
from kyosai.records.ledger import seals, writes
from kyosai.records.ledger.models import Seal, Transfer
from kyosai.records.ledger.writes import Posting
from kyosai.sites.workshop import postgres
from tests.procedures.collection.forks import child, finished, was_killed
from tools import verify_journal

AT = datetime(2026, 12, 24, 12, 5, tzinfo=TOKYO)
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def superuser(shared_db: str, server: postgres.Server) -> Iterator[psycopg.Connection]:
    """Somebody whom no grant and no trigger stops."""
    address = server.url(connection.settings_dict["NAME"])
    with psycopg.connect(address, autocommit=True) as somebody:
        somebody.execute("SET session_replication_role = replica")
        yield somebody


@pytest.fixture(autouse=True)
def _an_empty_journal(superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing posted; a seal takes four rows, and two seals are read together."""
    superuser.execute("TRUNCATE ledger_transfer, ledger_seal, exchange_outgoing")
    monkeypatch.setattr(seals, "ROWS_A_SEAL", 4)
    monkeypatch.setattr(verify, "ROWS_A_STRETCH", 5)


def key(serial: int) -> str:
    return f"collected:2026-12:{serial:09}"


def post(*serials: int) -> None:
    for serial in serials:
        writes.post(posting(serial), at=AT)


def posting(serial: int) -> Posting:
    return Posting(
        key=key(serial),
        kind="premium_collected",
        debit="bank:collections:skk",
        credit=f"premiums:skk:{serial:09}",
        amount=Yen(10_000),
        effective_on=date(2026, 12, 18),
        contract=f"{serial:09}",
    )


@pytest.fixture
def sealed(superuser: psycopg.Connection) -> dict[int, str]:
    """Ten transfers under three seals; return the heads that others keep."""
    post(*range(1, 11))
    seal.seal(at=AT)
    return heads()


def heads() -> dict[int, str]:
    return {each.number: each.digest for each in seals.chain()}


def found(kept: dict[int, str]) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(each.seal, each.words, each.keys) for each in verify.verify(kept).findings]


def test_what_was_posted_is_sealed_once_and_nothing_is_left() -> None:
    post(*range(1, 11))

    assert [seal.seal(at=AT), seal.seal(at=LATER)] == [3, 0]
    assert list(Seal.objects.order_by("number").values_list("number", "count")) == [
        (1, 4),
        (2, 4),
        (3, 2),
    ]
    assert verify.verify(heads()) == verify.Verified(seals=3, rows=10, unsealed=0, findings=())


def test_each_seal_holds_the_digest_of_the_one_before() -> None:
    post(1)
    seal.seal(at=AT)
    post(2)
    seal.seal(at=LATER)

    first, second = Seal.objects.order_by("number")

    assert (first.previous, second.previous) == ("0" * 64, first.digest)
    assert second.digest != first.digest


def test_the_new_head_is_laid_out_for_the_courier() -> None:
    post(*range(1, 6))

    seal.seal(at=AT)
    seal.seal(at=LATER)

    assert [each["kind"] for each in keeping.to_bring(10)] == ["journal_head"]


def test_a_journal_nobody_touched_passes_as_far_as_it_is_sealed() -> None:
    post(1, 2, 3)
    seal.seal(at=AT)
    post(4)

    assert verify.verify(heads()) == verify.Verified(seals=1, rows=3, unsealed=1, findings=())


def test_an_empty_journal_passes() -> None:
    assert seal.seal(at=AT) == 0
    assert verify.verify({}).findings == ()


def test_who_began_earlier_and_commits_later_is_still_sealed(superuser: psycopg.Connection) -> None:
    """A seal waits for nobody, and reaches only as far as nobody can still come in between."""
    slow = psycopg.connect(superuser.info.dsn, password=superuser.info.password)
    slow.execute("SELECT pg_current_xact_id()")
    post(1, 2)
    before = seal.seal(at=AT)
    slow.execute(
        "INSERT INTO ledger_transfer (key, fiscal_year, contract, kind, debit, credit, yen,"
        " effective_on, posted_at, case_number) VALUES (%s, 2026, '', 'k', 'a:skk', 'b:skk', 1,"
        " '2026-12-18', now(), '')",
        [key(99)],
    )
    slow.commit()
    slow.close()

    after = seal.seal(at=LATER)

    assert (before, after) == (0, 1)
    assert Seal.objects.get().count == 3
    assert Seal.objects.get().last_key == key(2)
    assert verify.verify(heads()).findings == ()


def test_on_a_cluster_that_counts_anew_nothing_is_sealed_in_the_wrong_order(
    superuser: psycopg.Connection, sealed: dict[int, str]
) -> None:
    superuser.execute("UPDATE ledger_seal SET last_posted_in = 2::bigint ^ 40 WHERE number = 3")
    post(11)

    with pytest.raises(seals.OrderLost):
        seal.seal(at=LATER)
    assert Seal.objects.count() == 3


def test_two_who_seal_at_once_make_one_chain() -> None:
    post(*range(1, 11))

    pids = [child(lambda: seal.seal(at=AT)) for _ in range(4)]

    assert all([finished(pid) for pid in pids])
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert verify.verify(heads()).findings == ()


@pytest.mark.parametrize("killed_at", range(1, 9))
def test_killed_at_any_point_nothing_or_everything_is_sealed(killed_at: int) -> None:
    post(*range(1, 11))

    was_killed(child(lambda: seal.seal(at=AT), killed_at=killed_at))

    assert Seal.objects.count() in (0, 3)
    seal.seal(at=LATER)
    assert verify.verify(heads()) == verify.Verified(seals=3, rows=10, unsealed=0, findings=())


def test_a_balanced_edit_behind_the_triggers_is_found(
    superuser: psycopg.Connection, sealed: dict[int, str]
) -> None:
    superuser.execute("UPDATE ledger_transfer SET yen = yen + 1 WHERE key = %s", [key(6)])

    assert found(sealed) == [(2, "仕訳1件が、次の1件に書きかえられています", (key(6),))]


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'other'",
        "debit = 'bank:other:skk'",
        "credit = 'premiums:skk:000000007'",
        "contract = '000000007'",
        "effective_on = '2026-12-19'",
        "posted_at = posted_at + interval '1 microsecond'",
        "case_number = 'K-00000001-95'",
    ],
)
def test_no_column_can_be_changed_unseen(
    superuser: psycopg.Connection, sealed: dict[int, str], change: str
) -> None:
    superuser.execute(f"UPDATE ledger_transfer SET {change} WHERE key = %s", [key(6)])

    assert [(number, keys) for number, _, keys in found(sealed)] == [(2, (key(6),))]


@pytest.mark.parametrize("change", ["key = 'x'", "posted_in = posted_in + 1"])
def test_not_even_its_place_in_the_order(
    superuser: psycopg.Connection, sealed: dict[int, str], change: str
) -> None:
    superuser.execute(f"UPDATE ledger_transfer SET {change} WHERE key = %s", [key(10)])

    assert 3 in {number for number, _, _ in found(sealed)}


def test_a_deleted_row_is_found_between_its_neighbours(
    superuser: psycopg.Connection, sealed: dict[int, str]
) -> None:
    superuser.execute("DELETE FROM ledger_transfer WHERE key = %s", [key(6)])

    assert found(sealed) == [(2, "次の仕訳のとなりから、仕訳1件が消されています", (key(5), key(7)))]


def test_a_row_slipped_in_is_found(superuser: psycopg.Connection, sealed: dict[int, str]) -> None:
    superuser.execute(
        "INSERT INTO ledger_transfer SELECT fiscal_year, contract, %s, kind, debit, credit, yen,"
        " effective_on, posted_at, case_number, posted_in FROM ledger_transfer WHERE key = %s",
        ["collected:slipped-in", key(6)],
    )

    assert found(sealed) == [
        (2, "次の仕訳1件が、あとから書き足されています", ("collected:slipped-in",))
    ]


def test_several_changes_are_each_named(
    superuser: psycopg.Connection, sealed: dict[int, str]
) -> None:
    superuser.execute("DELETE FROM ledger_transfer WHERE key = %s", [key(2)])
    superuser.execute("UPDATE ledger_transfer SET yen = 1 WHERE key = %s", [key(9)])

    assert [(number, keys) for number, _, keys in found(sealed)] == [
        (1, (key(1), key(3))),
        (3, (key(9),)),
    ]


def test_a_tail_cut_off_is_found_by_the_head_kept_outside(
    superuser: psycopg.Connection, sealed: dict[int, str]
) -> None:
    superuser.execute("DELETE FROM ledger_seal WHERE number = 3")
    superuser.execute("DELETE FROM ledger_transfer WHERE key >= %s", [key(9)])

    assert found({}) == []
    assert found(sealed) == [(3, "外の控えには封印3まであります。ここから先が切られています", ())]


def test_a_chain_made_anew_after_an_edit_is_found_by_the_heads_kept_outside(
    superuser: psycopg.Connection, sealed: dict[int, str]
) -> None:
    superuser.execute("UPDATE ledger_transfer SET yen = 1 WHERE key = %s", [key(6)])
    superuser.execute("DELETE FROM ledger_seal WHERE number >= 2")
    seal.seal(at=LATER)

    assert found({}) == []
    assert [number for number, _, _ in found(sealed)] == [2]


def _forge(superuser: psycopg.Connection, change: str) -> None:
    superuser.execute(f"UPDATE ledger_seal SET {change} WHERE number = 2")


@pytest.mark.parametrize(
    "change",
    [
        "digest = repeat('f', 64)",
        "previous = repeat('f', 64)",
        "sealed_at = sealed_at + interval '1 day'",
    ],
)
def test_a_seal_that_was_changed_itself_is_found(
    superuser: psycopg.Connection, sealed: dict[int, str], change: str
) -> None:
    _forge(superuser, change)

    assert (2, "封印そのものが書きかえられています", ()) in found(sealed)


def test_what_a_seal_remembers_of_its_rows_proves_nothing_by_itself(
    superuser: psycopg.Connection, sealed: dict[int, str]
) -> None:
    _forge(superuser, "fingerprints = ''")

    assert found(sealed) == []


def test_a_missing_seal_is_found(superuser: psycopg.Connection, sealed: dict[int, str]) -> None:
    superuser.execute("DELETE FROM ledger_seal WHERE number = 2")

    assert (3, "この前にあるはずの封印2がありません", ()) in found(sealed)


def test_whoever_verifies_hears_how_far_it_has_come(sealed: dict[int, str]) -> None:
    told: list[int] = []

    verify.verify(sealed, told=told.append)

    assert told == [4, 8, 10]


@pytest.mark.parametrize("odd", ["a\\b", "tab\there", "改行\nあり", "\\N"])
def test_an_odd_key_has_its_place_too(odd: str) -> None:
    post(1)
    Transfer.objects.bulk_create([_odd(odd)])
    seal.seal(at=AT)
    post(2)
    seal.seal(at=LATER)

    assert Seal.objects.get(number=1).last_key == odd
    assert verify.verify(heads()) == verify.Verified(seals=2, rows=3, unsealed=0, findings=())


def _odd(odd: str) -> Transfer:
    row = Transfer.objects.get(key=key(1))
    row.key = odd
    return row


def test_the_digest_is_what_anybody_gets_from_copy_and_sha256(sealed: dict[int, str]) -> None:
    """Twenty lines of somebody else's program, which share nothing with ours."""
    from hashlib import sha256

    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY (SELECT posted_in, key, fiscal_year, contract, kind, debit, credit, yen,"
            " effective_on, posted_at, case_number FROM ledger_transfer"
            ' ORDER BY posted_in, key COLLATE "C" LIMIT 4) TO STDOUT'
        ) as rows,
    ):
        content = b"".join(bytes(row) for row in rows)

    heading = f"1\t{'0' * 64}\t2026-12-24T03:05:00+00:00\n".encode()
    assert sha256(heading + content).hexdigest() == sealed[1]


def test_the_command_says_what_was_found_and_fails(
    superuser: psycopg.Connection,
    sealed: dict[int, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    well = verify_journal.verify(sealed)
    superuser.execute("UPDATE ledger_transfer SET yen = 1 WHERE key = %s", [key(6)])

    ill = verify_journal.verify(sealed)

    first, second = capsys.readouterr().out.split("封印 3個", 2)[1:]
    assert (well, ill) == (0, 1)
    assert "書きかえはありません。" in first and "外に置いた控え 3個" in first
    assert f"封印2: 仕訳1件が、次の1件に書きかえられています\n    {key(6)}\n" in second
    assert "1か所がちがいます。" in second


def test_the_command_says_how_long_it_will_take(
    sealed: dict[int, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify_journal, "TALK_AFTER", 0)
    monkeypatch.setattr(verify_journal, "TALK_EVERY", 0)

    verify_journal.verify(sealed)

    told = capsys.readouterr().err.splitlines()
    assert [line.split("件")[0].strip() for line in told] == ["4 / 10", "8 / 10", "10 / 10"]
    assert told[-1].endswith("あと0秒")


def test_the_command_reads_heads_as_the_portal_gives_them(
    sealed: dict[int, str], tmp_path: Path
) -> None:
    text = "".join(f"{number} {digest} 2026-12-24\n" for number, digest in sealed.items())
    (tmp_path / "heads.txt").write_text(text)

    assert verify_journal.read(tmp_path / "heads.txt") == sealed


def test_without_heads_the_command_says_what_it_cannot_know(
    sealed: dict[int, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_journal.verify({}) == 0
    assert "終わりが切られていないかは分かりません。" in capsys.readouterr().out
