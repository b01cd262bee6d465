"""A result file that is wrong anywhere is refused whole; then the good one is still taken.

Every bad file lies on the bank's shelf before the good one; the clock fetches them all.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic, sleep

import httpx
import pytest

from tests.hostile.attacker import words
from tests.hostile.conftest import SENT, Town
from tools.story import applicants
from tools.story.visitor import Visitor

WIDTH, LINE = 120, 122  # a record, and a record with CRLF


def _at(record: int, place: int, new: bytes) -> Callable[[bytes], bytes]:
    """Return what writes other bytes into a record: from 1 at the head, from -1 at the end."""

    def spoil(good: bytes) -> bytes:
        start = _start(good, record) + place
        return good[:start] + new + good[start + len(new) :]

    return spoil


def _without(record: int) -> Callable[[bytes], bytes]:
    return lambda good: good[: _start(good, record)] + good[_start(good, record) + LINE :]


def _twice(record: int) -> Callable[[bytes], bytes]:
    return lambda good: good[: _start(good, record) + LINE] + good[_start(good, record) :]


def _start(good: bytes, record: int) -> int:
    return record * LINE + len(good) if record < 0 else (record - 1) * LINE


def _wider(good: bytes) -> bytes:
    return b"".join(line + b" \r\n" for line in good.split(b"\r\n")[:-1])


# Records: 1 header, 2 the first debit, -2 trailer, -1 end.
BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "空": (lambda good: b"", "空のファイル"),
    "件数が違う": (_at(-2, 1, b"000009"), "合計件数"),
    "合計が違う": (_at(-2, 7, b"000000000001"), "合計金額"),
    "振替済の合計が違う": (_at(-2, 25, b"000000000001"), "振替済"),
    "振替不能の件数が違う": (_at(-2, 37, b"000007"), "振替不能"),
    "記録が足りない": (_without(2), ""),
    "記録が2回": (_twice(2), "2回あります"),
    "1文字が変わっている": (_at(2, 50, b"\xb1"), "預金者名"),
    "金額が変わっている": (_at(2, 80, b"0000000001"), "引落金額"),
    "口座番号が変わっている": (_at(2, 43, b"9999999"), "口座番号"),
    "顧客番号が知らない人": (_at(2, 91, b"99999999999999999999"), "顧客番号"),
    "知らない結果コード": (_at(2, 111, b"X"), "振替結果コード"),
    "結果コードが空白": (_at(2, 111, b" "), "振替結果コード"),
    "結果コードにNUL": (_at(2, 111, b"\x00"), "振替結果コード"),
    "引落日が別の日": (_at(1, 54, b"1020"), "引落日"),
    "別の委託者": (_at(1, 4, b"0000999999"), "委託者"),
    "見出しがない": (_without(1), "データ区分"),
    "見出しが2回": (_twice(1), "データ区分"),
    "終わりがない": (_without(-1), "データ区分"),
    "終わりのあとに続き": (lambda good: good + good, "データ区分"),
    "途中で切れている": (lambda good: good[: 2 * LINE - 10], "レコード"),
    "幅が121": (_wider, "改行"),
    "改行がLFだけ": (lambda good: good.replace(b"\r\n", b"\n"), "改行"),
    "UTF-8の印（BOM）": (lambda good: b"\xef\xbb\xbf" + good, "改行"),
    "HTML": (lambda good: b"<html>502 Bad Gateway</html>", "レコード"),
    "ZIP": (lambda good: b"PK\x03\x04" + good, "改行"),
    "1MBの空白": (lambda good: b" " * 1_000_000, "レコード"),
}


@dataclass(frozen=True)
class Shelf:
    """What the treasury reads of each bad file, and the request they all answer."""

    request: str
    good: bytes
    refused: dict[str, str]


@pytest.fixture(scope="module")
def shelf(town: Town, officers: dict[str, Visitor]) -> Shelf:
    """Debit day is over; the results come while every bad file lies beside them."""
    town.world.move_to("2026-10-19T12:00:00")
    world = httpx.get(f"{town.world.outside}/bank/requests", timeout=30).json()["requests"]
    request = next(row["name"] for row in world if row["state"] == "debited")
    good = _good(town, request)
    _switch(town, "bank.wrong_total", on=True)
    names = {}
    with _memory(town) as memory:
        for number, (name, (spoil, _)) in enumerate(BAD.items(), start=100):
            names[name] = request.replace(".dat", f"-result-{number}.dat")
            made_at = f"2026-10-20T09:00:00.{number:06d}+09:00"
            content = spoil(good)
            row = (names[name], request, made_at, sha256(content).hexdigest(), content)
            memory.execute("INSERT INTO result VALUES (?,?,?,?,?)", row)
    town.world.move_to("2026-10-23T12:30:00")
    _switch(town, "bank.wrong_total", on=False)
    lines = _refused_lines(town, officers["経理 まこと"], count=len(BAD) + 1)
    return Shelf(request, good, {name: lines.get(file, "") for name, file in names.items()})


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_whole_with_the_place_and_what_was_found(
    shelf: Shelf, name: str
) -> None:
    told = shelf.refused[name]

    assert told, "the treasury does not see this file"
    assert BAD[name][1] in told


def test_nothing_of_a_bad_file_is_posted_and_each_is_a_task(
    town: Town, officers: dict[str, Visitor], shelf: Shelf
) -> None:
    treasurer = officers["経理 まこと"]
    treasurer.open(f"{town.world.back_office}/treasury/trial-balance/")
    assert treasurer.sees("差額は0円です")
    assert not treasurer.tree.xpath("//tbody//tr[td[contains(., '円') and not(. = '0円')]]")
    box = words(treasurer.open(f"{town.world.back_office}/box/").page)  # type: ignore[arg-type]

    assert box.count("丸ごと拒否しました") >= len(BAD)


def test_the_good_file_is_still_taken_and_once_only(
    town: Town, officers: dict[str, Visitor], shelf: Shelf
) -> None:
    for _ in range(3):
        sent = httpx.post(
            f"{town.world.outside}/bank/resend", json={"request_name": shelf.request}, timeout=30
        )
        assert sent.status_code == 200
    town.world.move_to("2026-10-23T14:30:00")
    person = Visitor(SENT.name, client=town.sent.client)
    applicants.wait_until(town.world, person, "10月分 納付済み")

    treasurer = officers["経理 まこと"]
    treasurer.open(f"{town.world.back_office}/treasury/trial-balance/")
    totals = treasurer.tree.xpath("//tfoot//td/text()")

    assert treasurer.sees("差額は0円です")
    debits = len(shelf.good.splitlines()) - 3
    collected = f"{30_000 * debits:,}円"
    assert [total.strip() for total in totals[:2]] == [collected, collected]


def _switch(town: Town, fault: str, *, on: bool) -> None:
    httpx.post(f"{town.world.outside}/faults", json={"name": fault, "on": on}).raise_for_status()


def _memory(town: Town) -> sqlite3.Connection:
    return sqlite3.connect(next((town.state / "zones/outside").glob("*.sqlite")), timeout=20)


def _good(town: Town, request: str) -> bytes:
    """Return the request as the bank will answer it: every debit done."""
    with _memory(town) as memory:
        sql = "SELECT content FROM request WHERE name = ?"
        asked: bytes = memory.execute(sql, (request,)).fetchone()[0]
    head, *debits, trailer, end = asked.split(b"\r\n")[:-1]
    answered = [debit[:111] + b"0" + debit[112:] for debit in debits]
    done = trailer[:19] + trailer[1:19] + b"0" * 18 + trailer[55:]
    return b"\r\n".join((head, *answered, done, end, b""))


def _refused_lines(town: Town, treasurer: Visitor, *, count: int) -> dict[str, str]:
    began = monotonic()
    while True:
        treasurer.open(f"{town.world.back_office}/treasury/refused-files/")
        rows = treasurer.tree.xpath("//*[@aria-labelledby='theirs']//tbody/tr")
        found = {
            row.xpath("string(th/text())"): " ".join(row.text_content().split()) for row in rows
        }
        if len(found) >= count or monotonic() - began > 30:
            return found
        sleep(0.3)
