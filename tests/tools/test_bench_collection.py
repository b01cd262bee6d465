"""What stands beside a month: the bank's answers are good ones, and the yardstick does its work."""

from collections import Counter
from datetime import date
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bench import month_roof
from bench.collection import answering
from kyosai.basis.money import Yen
from kyosai.formats.zengin import direct_debit
from kyosai.formats.zengin.debit_results import read_codes
from kyosai.formats.zengin.direct_debit import DebitRequest, NewCode
from kyosai.records.remittances import consignor
from kyosai.sites.workshop.postgres import Server

DAY = date(2026, 10, 19)


def request(count: int) -> bytes:
    asked = [
        DebitRequest(
            "9901", "", "001", "", "1", "0000001", "MIHON", Yen(1_000 + n), NewCode.OTHER,
            f"{n:020d}",
        )
        for n in range(count)
    ]  # fmt: skip
    return direct_debit.write(asked, consignor=consignor.of("skk"), debit_on=DAY)


def test_the_bank_answers_every_request_and_two_in_a_hundred_fail() -> None:
    sent = request(20_000)

    told = read_codes(answering.answered(sent, seed=1), request=sent, debit_on=DAY)

    codes = Counter(code for _, code in told)
    assert len(told) == 20_000
    assert set(codes) == set(answering.CODES)
    assert 300 < 20_000 - codes["0"] < 500


def test_the_yardstick_posts_what_was_paid_and_keeps_what_was_not(
    server: Server, committed_db: str, tmp_path: Path
) -> None:
    address = server.url(str(conninfo_to_dict(committed_db)["dbname"]))

    month_roof.month(address, contracts=1_000, folder=tmp_path)

    with psycopg.connect(address) as connection:
        (posted,) = connection.execute("SELECT count(*) FROM roof_journal").fetchone() or ()
        (failed,) = connection.execute("SELECT count(*) FROM roof_arrear").fetchone() or ()
        (paid,) = (
            connection.execute(
                "SELECT count(*) FROM roof_contract WHERE months_paid = 61"
            ).fetchone()
            or ()
        )

    assert (posted, failed, paid) == (980, 20, 980)
    assert {(tmp_path / f"roof-{n}.dat").stat().st_size for n in (1, 2)} == {500 * 120}
