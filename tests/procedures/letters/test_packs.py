"""Letters: one outbox, one pack a day, two officers, a count that comes back, and never twice."""

import csv
import re
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from kyosai.exchange import alarms
from kyosai.procedures.letters import answers, compose, pack, release, waves
from kyosai.records.letters import packs, reads
from kyosai.records.letters import writes as outbox
from kyosai.records.notices import contact
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Mail, Telling
from tests.procedures.collection import world
from tests.procedures.letters import printing

pytestmark = pytest.mark.django_db
MONDAY = datetime.fromisoformat("2026-10-26T10:00:00+09:00")
EVENING = datetime.fromisoformat("2026-10-26T17:00:00+09:00")
NAME = "P-day-2026-10-26-001"
SRC = Path(__file__).parents[3] / "src/kyosai"


def holder(serial: int = 1) -> UUID:
    """A holder, and their party."""
    number = world.holder(serial, applied_on=date(2026, 9, 1))
    ((party,),) = world.run("SELECT party_id FROM contract WHERE number = %s", [number])
    return UUID(str(party))


def on_paper(serial: int = 1) -> UUID:
    """A holder who has chosen paper."""
    party = holder(serial)
    contact.choose(party, way="paper", terms="2026-11-25", source="test", at=MONDAY)
    return party


def tell(party: UUID, *, key: str = "a", kind: str = "paid_out", by_post: str = "") -> None:
    notices.tell(
        Telling(
            party=party,
            key=key,
            kind=kind,
            at=MONDAY,
            title="振り込みました",
            body="お金を振り込みました。\nいま、することはありません。",
            mail=Mail("お知らせ", "お知らせがあります。"),
            by_post=by_post,
        )
    )


def ways() -> tuple[int, int, int]:
    """How many notices, mails and letters there are."""
    ((told, mails, letters),) = world.run(
        "SELECT (SELECT count(*) FROM notice), (SELECT count(*) FROM mail_outbox),"
        " (SELECT count(*) FROM letter)"
    )
    return told, mails, letters


def in_turn(count: int = 1) -> list[int]:
    return [serial for (serial,) in world.run("SELECT serial FROM letter ORDER BY serial")][:count]


@pytest.mark.parametrize(
    ("way", "by_post", "goes"),
    [
        pytest.param("", "", (1, 1, 0), id="申込みのときに電子に同意した"),
        pytest.param("electronic", "", (1, 1, 0), id="電子を選んだ"),
        pytest.param("paper", "", (1, 0, 1), id="紙を選んだ"),
        pytest.param("electronic", "registered", (1, 1, 1), id="いつも書留でも送る知らせ"),
    ],
)
def test_a_notice_goes_the_way_a_person_chose(
    way: str, by_post: str, goes: tuple[int, int, int]
) -> None:
    party = holder()
    if way:
        contact.choose(party, way=way, terms="2026-11-25", source="test", at=MONDAY)

    tell(party, by_post=by_post)
    tell(party, by_post=by_post)

    assert ways() == goes


def test_a_holder_of_long_ago_who_agreed_to_nothing_gets_paper() -> None:
    party = holder()
    world.run("UPDATE party SET is_taken_over = true")

    tell(party)

    assert ways()[2] == 1


def test_an_adverse_notice_nobody_opens_for_a_week_becomes_a_letter_once() -> None:
    tell(holder(), kind="loan_failed")
    early = printing.packed(at=EVENING + timedelta(days=4))

    late = [printing.packed(at=EVENING + timedelta(days=day)) for day in (7, 8)]

    assert early == []
    assert late == [["P-day-2026-11-02-001"], []]
    assert ways()[2] == 1


def test_a_pack_lists_counts_and_digests_and_names_nobody_but_on_the_sheet() -> None:
    tell(on_paper())
    (name,) = printing.packed(at=EVENING)

    with ZipFile(BytesIO(printing.opened(name))) as archive:
        listed = archive.read("manifest.csv").decode()
        sheet = archive.read(archive.namelist()[1])
    head, line, total = csv.reader(StringIO(listed, newline=""))

    assert (name, head, total) == (NAME, ["H", NAME], ["T", "1", "1"])
    assert line[1:4] == [outbox.number(in_turn()[0]), "plain", "1"]
    assert "見本" not in listed and "架空区" not in listed
    assert line[4] == world.run("SELECT digest FROM letter_line")[0][0]
    text = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
    assert "架空区見本町" in text and "/mine/" in text


def test_a_day_is_packed_once_however_often_the_clock_looks() -> None:
    tell(on_paper())
    early = printing.packed(at=EVENING - timedelta(minutes=1))

    made = [printing.packed(at=EVENING), printing.packed(at=EVENING)]
    tell(on_paper(2), key="b")
    later = printing.packed(at=EVENING + timedelta(hours=1))

    assert (early, made, later) == ([], [[NAME], []], [])


def test_two_officers_let_a_pack_go_and_the_database_insists() -> None:
    tell(on_paper())
    (name,) = printing.packed(at=EVENING)
    printing.seated()
    digest = packs.newest()[0].digest
    with pytest.raises(DatabaseError, match="two officers"), transaction.atomic():
        outbox.handed_over(name, receipt="PR-1", at=EVENING)

    first = release.release(name, digest=digest, officer="fumi", at=EVENING)
    with pytest.raises(release.ReleasedBefore):
        release.release(name, digest=digest, officer="fumi", at=EVENING)
    with pytest.raises(release.NotTheSame):
        release.release(name, digest="0" * 64, officer="okuru", at=EVENING)
    with pytest.raises(release.NotOfTheDesk):
        release.release(name, digest=digest, officer="akira", at=EVENING)
    waiting = packs.to_hand_over()
    second = release.release(name, digest=digest, officer="okuru", at=EVENING)

    assert (first, waiting, second, packs.to_hand_over()) == (1, [], 0, [name])


def test_what_was_printed_is_the_proof_and_a_count_is_read_once() -> None:
    tell(on_paper(), by_post="registered")
    (name,) = printing.packed(at=EVENING)
    printing.let_go(name, at=EVENING)
    content = printing.counted(name, on=date(2026, 10, 27), tracking="12345678901")

    read = [answers.keep("C-1.csv", content=content, at=EVENING) for _ in range(2)]

    assert read == [True, False]
    assert reads.posted_of("a") == (date(2026, 10, 27), "12345678901")


def test_a_letter_left_out_rings_opens_a_case_and_goes_again_once() -> None:
    for serial in (1, 2):
        tell(on_paper(serial), key=str(serial))
    (name,) = printing.packed(at=EVENING)
    printing.let_go(name, at=EVENING)
    missing = in_turn(2)[1]
    content = printing.counted(name, on=date(2026, 10, 27), but=(missing,))

    answers.keep("C-1.csv", content=content, at=EVENING)
    again = [release.send_again(name, at=EVENING) for _ in range(2)]

    assert alarms.rung("print_house") == [("print_house", f"count:{name}")]
    assert world.run("SELECT desk, receipt FROM case_file") == [("letters", f"count:{name}")]
    assert again == [1, 0]
    assert printing.packed(at=EVENING + timedelta(days=1)) == ["P-day-2026-10-27-001"]


def test_a_posted_letter_never_goes_again() -> None:
    tell(on_paper())
    printing.posted(at=EVENING)

    with pytest.raises(DatabaseError, match="neither come back"), transaction.atomic():
        outbox.again(in_turn()[0], at=EVENING)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(("T,1,1", "T,2,1"), "3件目「通数の合計」を読めません: '2'", id="通数の合計"),
        pytest.param(("T,1,1", "T,1,9"), "3件目「枚数の合計」を読めません: '9'", id="枚数の合計"),
        pytest.param((",1,\r\nT", ",x,\r\nT"), "2件目「枚数」を読めません: 'x'", id="枚数"),
        pytest.param(("P-day", "P-other"), "1件目「発送単位」を読めません", id="知らない発送単位"),
        pytest.param(("D,L-0", "D,L-7"), "2件目「手紙の番号」を読めません", id="手紙の番号"),
        pytest.param(("H,C", "H,X"), "1件目「種別」を読めません", id="種別"),
    ],
)
def test_a_count_is_refused_whole_with_record_field_and_what_was_found(
    change: tuple[str, str], found: str
) -> None:
    tell(on_paper())
    (name,) = printing.packed(at=EVENING)
    printing.let_go(name, at=EVENING)
    good = printing.counted(name, on=date(2026, 10, 27)).decode()

    read = answers.keep("C-1.csv", content=good.replace(*change).encode(), at=EVENING)

    ((_, _, why),) = reads.refused_answers()
    assert not read and why.startswith(found)
    assert reads.posted_of("a") is None
    assert len(world.run("SELECT number FROM case_file")) == 1


def test_the_next_wave_waits_for_the_count_and_can_be_stopped() -> None:
    for serial, address in ((1, "北海道架空市１"), (2, "〒530-0001 大阪府架空市２")):
        on_paper(serial)
        moved(serial, address)
    key = waves.start("skk", officer="fumi", at=MONDAY)
    first = pack.build_waves(at=EVENING)
    in_time = pack.build_waves(at=EVENING + timedelta(days=4))
    printing.let_go(first[0], at=EVENING)
    answers.keep("C-1.csv", content=printing.counted(first[0], on=MONDAY.date()), at=EVENING)

    waves.turn(key, stop=True, officer="fumi", words="電話が多い", at=EVENING)
    stopped = pack.build_waves(at=EVENING + timedelta(days=4))
    waves.turn(key, stop=False, officer="okuru", words="落ち着いた", at=EVENING)
    second = pack.build_waves(at=EVENING + timedelta(days=4))

    assert first == [f"P-{key}-1-001"] and in_time == [] and stopped == []
    assert second == [f"P-{key}-3-001"]


def moved(serial: int, address: str) -> None:
    world.run(
        "INSERT INTO party_particulars (id, party_id, recorded_at, name, kana, birthdate, address,"
        " email, phone, source) SELECT gen_random_uuid(), party_id, now(), name, kana, birthdate,"
        " %s, email, phone, 'test' FROM party_particulars WHERE id = %s",
        [address, str(world.uuid5(world.SPACE, f"particulars {serial}"))],
    )


def test_the_same_mass_letter_is_not_started_twice_in_a_day() -> None:
    on_paper()
    waves.start("skk", officer="fumi", at=MONDAY)

    with pytest.raises(waves.AlreadyStarted):
        waves.start("skk", officer="fumi", at=MONDAY)
    with pytest.raises(waves.NobodyToWrite):
        waves.start("tosanboshi", officer="fumi", at=MONDAY)


def told_kinds() -> set[str]:
    """Return every kind of notice that a procedure names."""
    text = "\n".join(path.read_text() for path in (SRC / "procedures").rglob("*.py"))
    return set(re.findall(r'Telling\([^)]*?kind="([a-z_]+)"', text, re.S))


KINDS = sorted({row["kind"] for row in compose.leads()} | told_kinds())


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_begins_with_what_it_is_whether_to_act_and_by_when(kind: str) -> None:
    what, must, until = compose.lead(kind)

    assert what.endswith("お知らせです。")
    assert any(word in must for word in ("ください", "ありません", "できます"))
    assert any(
        word in until
        for word in ("期限", "まで", "以内", "すぐ", "日は", "早めに", "締切", "お伝えする日")
    )
    assert max(map(len, (what, must, until))) <= 60
