"""電話の応対 — who is believed, what is shown and said, what may be done, when we call back."""

import re
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kyosai.basis.refusal import Refused
from kyosai.casework import reads as casework
from kyosai.exchange import postbox
from kyosai.exchange.messages.call_backs import CallBackWish
from kyosai.procedures.access.calls import booking, certificate, check, contact, log, script
from kyosai.procedures.access.calls.log import Ending
from kyosai.procedures.access.calls.picture import held, picture
from kyosai.records.calls import reads as calls
from kyosai.records.calls.reads import Standing
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.schemes import both
from tests.procedures.applications import NOW, application, kept, received
from tests.procedures.collection import world
from tests.procedures.enrolment.test_tosanboshi import TAXES_ON_PAPER
from tests.procedures.enterprises import REGISTERED, company

pytestmark = pytest.mark.django_db
MONDAY = datetime.fromisoformat("2026-10-26T10:00:00+09:00")


@pytest.fixture(autouse=True)
def operator() -> str:
    return world.officer("oko", duty="operator")


@pytest.fixture
def hanako() -> UUID:
    sent = application()
    received(sent)
    party = parties.of_person(UUID(sent.person))
    assert party is not None
    return party


def calling(party: UUID, *, by: str = "kana", at: datetime = MONDAY) -> Standing:
    call = calls.call(log.begin(officer="oko", party=party, found_by=by, at=at))
    assert call is not None
    return call


def right(call: Standing, *, at: datetime = MONDAY) -> dict[str, str]:
    """Say what the record says."""
    assert call.party is not None
    own = held(call.party, schemes=both.SCHEMES)
    known = check._known(call.party, own)
    return {each.key: min(known[each.key]) for each in check.questions(call, own, at=at)}


def checked(party: UUID, *, at: datetime = MONDAY) -> Standing:
    call = calling(party, at=at)
    check.check(call, held(party, schemes=both.SCHEMES), said=right(call), at=at)
    found = calls.call(call.id)
    assert found is not None and found.is_checked
    return found


def test_what_the_search_has_told_is_not_asked_again(hanako: UUID) -> None:
    own = held(hanako, schemes=both.SCHEMES)

    asked = {
        by: [each.key for each in check.questions(calling(hanako, by=by), own, at=MONDAY)]
        for by in ("kana", "number", "phone")
    }

    assert all(len(keys) == 3 and keys[0] == "birthdate" for keys in asked.values())
    assert "phone" not in asked["phone"] and "contract" not in asked["number"]


def test_one_wrong_answer_is_a_wrong_caller_and_nobody_hears_which(hanako: UUID) -> None:
    call = calling(hanako)
    said = right(call) | {"birthdate": "19990101"}

    with pytest.raises(check.NotTheSame) as refused:
        check.check(call, held(hanako, schemes=both.SCHEMES), said=said, at=MONDAY)

    assert "どれが違うかは" in refused.value.reason
    found = calls.call(call.id)
    assert found is not None and not found.is_checked


def test_after_three_wrong_callers_even_the_right_one_waits_until_tomorrow(hanako: UUID) -> None:
    own = held(hanako, schemes=both.SCHEMES)
    for _ in range(3):
        with pytest.raises(check.NotTheSame):
            check.check(calling(hanako), own, said={}, at=MONDAY)
    call = calling(hanako)

    with pytest.raises(check.TooManyTries):
        check.check(call, own, said=right(call), at=MONDAY)
    tomorrow = MONDAY + timedelta(days=1)
    again = calling(hanako, at=tomorrow)
    check.check(again, own, said=right(again, at=tomorrow), at=tomorrow)


def test_the_picture_is_of_both_schemes_for_those_who_are_for_both_alone() -> None:
    sent = application()
    firm = company(person=sent.person)
    received(sent), received(firm, evidence=REGISTERED)
    party = parties.of_person(UUID(sent.person))
    assert party is not None

    whole = picture(party, schemes=both.SCHEMES, at=NOW)
    half = picture(party, schemes={"skk"}, at=NOW)

    assert {each.contract.scheme for each in whole.held} == {"skk", "tosanboshi"}
    assert {each.contract.scheme for each in half.held} == {"skk"}
    assert all(each.flow.startswith("skk") for each in half.filed)
    (own,) = half.held
    assert own.debits and own.account and own.account.masked.startswith("****")


def test_the_script_says_what_happened_what_comes_and_by_when() -> None:
    sent = company()
    case = received(sent, evidence=TAXES_ON_PAPER).case
    party = casework.case(case).subject

    (part,) = script.script(
        picture(party, schemes=both.SCHEMES, at=NOW), step_name=lambda filed: "審査", at=NOW
    )
    (late,) = script.script(
        picture(party, schemes=both.SCHEMES, at=NOW),
        step_name=lambda filed: "審査",
        at=NOW + timedelta(days=30),
    )

    assert "受け付けました。いまは「審査」です。" in part.happened
    assert part.by and part.by in part.say and part.page == ("/mine/", "わたしの手続き")
    assert "申し訳ありません" in late.say


def codes(party: UUID) -> list[str]:
    """Read the codes in the mails that went out, the old contact's first."""
    found = [
        re.search(r"コードは ([0-9]{6})", mail.body) for mail in notices.waiting_mail(50)
    ]  # fmt: skip
    return [each[1] for each in found if each]


@pytest.mark.parametrize(
    ("what", "given", "kept_as"),
    [
        ("phone", "０９０-0000-1234", "09000001234"),
        ("email", "new@example.invalid", "new@example.invalid"),
    ],
)
def test_a_contact_is_corrected_by_the_codes_of_the_old_and_the_new(
    hanako: UUID, what: str, given: str, kept_as: str
) -> None:
    before, call = parties.particulars(hanako), checked(hanako)
    contact.ask(call, what=what, value=given, at=MONDAY)
    places = {mail.recipient for mail in notices.waiting_mail(50) if "コード" in mail.subject}
    first, second = codes(hanako)
    change = calls.change(call.id)
    assert change is not None
    old, new = (
        (first, second) if contact._digest(call.id, first) == change.old_digest else (second, first)
    )

    with pytest.raises(contact.WrongCodes):
        contact.confirm(call, old_code=old, new_code=old, at=MONDAY)
    contact.confirm(call, old_code=old, new_code=new, at=MONDAY)

    after = parties.particulars(hanako)
    assert getattr(after, what) == kept_as
    assert (after.name, after.address) == (before.name, before.address)
    assert before.email in places and len(places) == 2
    assert notices.inbox(hanako)[0].title.endswith("を直しました")


def test_codes_are_bounded_in_time_and_tries(hanako: UUID) -> None:
    call = checked(hanako)
    contact.ask(call, what="phone", value="09000001234", at=MONDAY)
    old, new = codes(hanako)

    with pytest.raises(contact.WrongCodes):
        contact.confirm(call, old_code=old, new_code=new, at=MONDAY + timedelta(minutes=16))
    for _ in range(3):
        with pytest.raises(contact.WrongCodes):
            contact.confirm(call, old_code="0", new_code="1", at=MONDAY)
    with pytest.raises(contact.WrongCodes):
        contact.confirm(call, old_code=old, new_code=new, at=MONDAY)
    assert parties.particulars(hanako).phone != "09000001234"


@pytest.mark.parametrize(("what", "value"), [
    ("phone", "12345"), ("email", "nobody"), ("email", "a@b.jp\nBcc: x@y.jp"),
    ("address", "東京都"),
    ("account", "1234567"),
])  # fmt: skip
def test_what_is_no_contact_is_refused(hanako: UUID, what: str, value: str) -> None:
    with pytest.raises(contact.NoContact):
        contact.ask(checked(hanako), what=what, value=value, at=MONDAY)


def test_nothing_is_done_for_a_caller_who_was_not_checked(hanako: UUID) -> None:
    call = calling(hanako)
    (own,) = held(hanako, schemes=both.SCHEMES)

    with pytest.raises(contact.NotChecked):
        contact.ask(call, what="phone", value="09000001234", at=MONDAY)
    with pytest.raises(contact.NotChecked):
        certificate.reissue(call, contract=own, at=MONDAY)


def test_a_certificate_is_laid_ready_once_more(hanako: UUID) -> None:
    call, (own,) = checked(hanako), held(hanako, schemes=both.SCHEMES)

    certificate.reissue(call, contract=own, at=MONDAY)

    (newest, *_) = notices.inbox(hanako)
    told = notices.of_party(newest.id, party=hanako)
    assert told is not None
    assert told["actions"][0]["url"] == f"/mine/documents/{own.certificate_number}/"
    assert calls.acts(call.id) == [("certificate", f"契約 {own.number}")]


NEVER = {
    "a call by another desk": "INSERT INTO call (id, begun_at, officer, found_by)"
    " VALUES (gen_random_uuid(), now(), 'sato', '')",
    "an act before the check": "INSERT INTO call_act (id, call_id, at, kind, words)"
    " VALUES (gen_random_uuid(), '{call}', now(), 'contact', '')",
    "a third kind of act": "INSERT INTO call_act (id, call_id, at, kind, words)"
    " VALUES (gen_random_uuid(), '{checked}', now(), 'account', '')",
    "another name": "INSERT INTO party_particulars (id, party_id, recorded_at, name, kana,"
    " birthdate, address, email, phone, source) SELECT gen_random_uuid(), party_id, now(),"
    " '別人', kana, birthdate, address, email, phone, 'contact_centre' FROM party_particulars",
    "a phone without codes": "INSERT INTO party_particulars (id, party_id, recorded_at, name, kana,"
    " birthdate, address, email, phone, source) SELECT gen_random_uuid(), party_id, now(),"
    " name, kana, birthdate, address, email, '09011112222', 'contact_centre'"
    " FROM party_particulars",
    "a frame": "INSERT INTO payment_frame (id, scheme, since, until, yen_a_day, yen_each,"
    " proposed_by, proposed_at) VALUES (gen_random_uuid(), 'skk', '2026-10-26', '2026-10-30', 1, 1,"
    " 'oko', now())",
    "a call changed": "UPDATE call SET party_id = NULL",
    "a check changed": "UPDATE call_caller_check SET is_good = true",
    "a seat promised twice": "INSERT INTO call_back SELECT gen_random_uuid(), party_id, starts_at,"
    " seat, topic, receipt || 'x', booked_by, booked_at FROM call_back",
    "a duty of one's own": "INSERT INTO officer_appointment (username, duty, desk, proposed_by,"
    " confirmed_by) VALUES ('oko', 'treasurer', 'treasury', 'oko', 'oko')",
}


@pytest.mark.parametrize("sql", NEVER.values(), ids=NEVER)
def test_the_database_itself_holds_an_operator_to_it(hanako: UUID, sql: str) -> None:
    booking.book(
        hanako, starts_at=MONDAY + timedelta(hours=1), topic="loan", receipt="U-1", by="oko",
        at=MONDAY,
    )  # fmt: skip
    call, good = calling(hanako), checked(hanako)

    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as c:
        c.execute(sql.format(call=call.id, checked=good.id))

    assert "does not exist" not in str(refused.value) and "null value" not in str(refused.value)


def test_a_half_hour_is_promised_to_so_many_and_to_nobody_more(hanako: UUID) -> None:
    at = MONDAY + timedelta(hours=2)
    others = []
    for _ in range(4):
        sent = application()
        received(sent)
        others.append(parties.of_person(UUID(sent.person)))
    for place, party in enumerate(others):
        assert party is not None
        booking.book(party, starts_at=at, topic="loan", receipt=f"U-{place}", by="oko", at=MONDAY)

    with pytest.raises(booking.Full):
        booking.book(hanako, starts_at=at, topic="loan", receipt="U-9", by="oko", at=MONDAY)

    assert at not in {slot.starts_at for slot in booking.slots(at=MONDAY)}


@pytest.mark.parametrize("starts", [
    "2026-10-26T10:00:00+09:00", "2026-10-26T16:45:00+09:00", "2026-10-26T17:00:00+09:00",
    "2026-10-31T10:00:00+09:00", "2026-11-03T10:00:00+09:00", "2026-12-01T10:00:00+09:00",
])  # fmt: skip
def test_no_half_hour_is_promised_that_is_none_of_ours(hanako: UUID, starts: str) -> None:
    with pytest.raises(booking.Full):
        booking.book(
            hanako, starts_at=datetime.fromisoformat(starts), topic="loan", receipt="U-1",
            by="oko", at=MONDAY,
        )  # fmt: skip


def test_somebody_in_the_portal_is_promised_a_call_once_and_told(hanako: UUID) -> None:
    person = str(parties.person_of(hanako))

    def wish(receipt: str) -> str:
        message = CallBackWish(
            person, MONDAY.isoformat(), receipt, "2026-10-26T11:00:00+09:00", "loan"
        )
        return booking.handle(kept(message, fetched_at=MONDAY), at=MONDAY)

    first = wish("U-00000002-92")
    second = wish("U-00000003-89")

    assert (first, second) == ("promised", "slot_gone")
    assert booking.shown(hanako, at=MONDAY)["promised"] == "2026-10-26T11:00:00+09:00"
    assert notices.inbox(hanako)[0].title == "折り返しのお電話のお約束"


def test_a_wish_killed_half_way_is_promised_once_by_the_next_hand(
    hanako: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = str(parties.person_of(hanako))
    starts_at = "2026-10-26T11:00:00+09:00"
    wish = CallBackWish(person, MONDAY.isoformat(), "U-00000002-92", starts_at, "loan")
    number = kept(wish, fetched_at=MONDAY)
    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(booking.postbox, "reply", dying)
        booking.handle(number, at=MONDAY)
    before = booking.waiting(hanako, at=MONDAY)

    again = booking.handle(number, at=MONDAY)

    assert before is None and again == "promised"
    with pytest.raises(postbox.AlreadyHandled):
        booking.handle(number, at=MONDAY)


def dying(_: object) -> None:
    raise RuntimeError("killed")


def test_what_was_proved_holds_for_an_hour_alone(hanako: UUID) -> None:
    call = checked(hanako)

    soon = log.going(call.id, officer="oko", at=MONDAY + timedelta(minutes=59))
    later = log.going(call.id, officer="oko", at=MONDAY + timedelta(minutes=61))

    assert soon is not None and soon.is_checked
    assert later is not None and not later.is_checked


def test_a_stranger_and_nonsense_are_promised_nothing() -> None:
    message = CallBackWish(str(uuid4()), MONDAY.isoformat(), "U-00000002-92", "soon", "loan")

    assert booking.handle(kept(message, fetched_at=MONDAY), at=MONDAY) == "slot_gone"


def test_a_call_back_is_made_by_one_operator_alone(hanako: UUID) -> None:
    number = booking.book(
        hanako, starts_at=MONDAY + timedelta(hours=1), topic="loan", receipt="U-1", by="oko",
        at=MONDAY,
    )  # fmt: skip

    log.call_back(number, officer="oko", at=MONDAY)

    with pytest.raises(log.Taken):
        log.call_back(number, officer="oko", at=MONDAY)


def test_a_call_ends_once_with_codes_of_the_list(hanako: UUID) -> None:
    call, later = calling(hanako), MONDAY + timedelta(minutes=7)

    with pytest.raises(log.UnknownCode):
        log.end(call, Ending("gossip", "answered"), at=later)
    log.end(call, Ending("loan", "answered", by_script=True), at=later)
    with pytest.raises(Refused):
        log.end(call, Ending("loan", "answered"), at=later)

    found = calls.call(call.id)
    assert found is not None and found.is_ended
