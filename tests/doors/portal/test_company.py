"""会社のサインイン — what GビズID told is sealed, and what an account may send is said plainly."""

import hmac
from base64 import urlsafe_b64decode
from dataclasses import replace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection
from django.test import Client

from kyosai.doors import today
from kyosai.doors.portal import drafts, persons
from kyosai.doors.portal.entrance import identities
from kyosai.doors.portal.entrance.identities import Company
from kyosai.doors.portal.models import Draft, Person
from kyosai.doors.portal.persons import Provider, Visitor
from kyosai.doors.portal.tosanboshi import authority
from kyosai.wires.daa.fake import FakeDaa
from kyosai.wires.gbizid.account import Account, Form, Kind
from kyosai.wires.gbizid.fake import SAMPLE, FakeGbizId
from tests.doors.portal import fake_core, joining
from tests.doors.portal.conftest import signed_in_for_company

SOLE = replace(
    SAMPLE, sub="sole", form=Form.SOLE_PROPRIETOR, corporate_number="",
    management_number="1000000000019", name="見本ベーカリー", representative="見本　花子",
    user="見本　花子",
)  # fmt: skip
MEMBER = replace(SAMPLE, sub="member", kind=Kind.MEMBER, user="試算　かず子")
NEWCOMER = replace(MEMBER, sub="newcomer", has_right=False, user="仮名　新")
ENTRY = Account(
    sub="entry", kind=Kind.ENTRY, form=Form.SOLE_PROPRIETOR, corporate_number="",
    management_number="", name="架空　三郎", address="", representative="",
    representative_kana="", birthdate=None, user="", user_kana="", email="saburo@example.jp",
    has_right=False, auth_time=1_790_000_000,
)  # fmt: skip


def entered(gbizid: FakeGbizId, account: Account) -> Client:
    gbizid.account = account
    return signed_in_for_company(Client())


def visitor_of(client: Client, *, provider: Provider = Provider.GBIZID) -> Visitor:
    keys = urlsafe_b64decode(client.cookies[persons.COOKIE].value)
    person = UUID(client.session["person"])
    return Visitor(person, keys[: persons.HALF], keys[persons.HALF :], provider)


def page_of(client: Client) -> str:
    page = client.get("/tosanboshi/")
    assert page.status_code == 200
    return page.content.decode()


def test_a_filing_finds_the_company_as_it_was_told(seiki: Client) -> None:
    company = identities.company(visitor_of(seiki))

    assert company == Company(
        kind="prime", form="corporation", corporate_number="9999901000008", management_number="",
        name="見本精機株式会社", address="東京都架空区見本町４丁目５番６号",
        representative="試作　進", representative_kana="シサク　ススム", birthdate="1968-09-09",
        user="試作　進", user_kana="シサク　ススム", email="susumu@example.jp", has_right=True,
        auth_time=1_790_000_000, signed_in_at=company.signed_in_at if company else "",
    )  # fmt: skip
    assert company.signed_in_at.startswith("2026-10-01T20:14")


def test_nothing_that_was_told_rests_in_the_open(seiki: Client) -> None:
    told = [SAMPLE.sub, SAMPLE.name, SAMPLE.corporate_number, SAMPLE.representative, SAMPLE.email]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [text for (text,) in cursor.fetchall()]
    kept = "\n".join([*rows, str(dict(seiki.session.items()))])

    assert str(Person.objects.get().person) in kept, "the search itself must find something"
    for fact in told:
        assert fact not in kept
        assert fact.encode().hex() not in kept


def test_only_the_same_account_opens_what_was_told(seiki: Client, gbizid: FakeGbizId) -> None:
    other = entered(gbizid, MEMBER)
    here, there = visitor_of(seiki), visitor_of(other)

    borrowed = replace(there, person=here.person)

    assert drafts.load(here, drafts.IDENTITY)
    assert drafts.load(borrowed, drafts.IDENTITY) == {}


def test_a_card_visitor_has_no_company(hanako: Client) -> None:
    assert identities.company(visitor_of(hanako, provider=Provider.DAA)) is None


def test_what_was_told_is_asked_anew_after_a_day(seiki: Client) -> None:
    late = today.machine_now()
    Draft.objects.filter(procedure=drafts.IDENTITY).update(expires_at=late)

    sent = seiki.get("/tosanboshi/")

    assert sent["Location"] == "/sign-in/?next=%2Ftosanboshi%2F&by=gbizid"
    assert seiki.get(sent["Location"]).status_code == 200


def test_a_prime_account_of_a_company_sees_whom_it_acts_for_and_what_will_be_asked(
    seiki: Client,
) -> None:
    page = page_of(seiki)

    for words in ("見本精機株式会社", "9999901000008", "試作　進", "プライム", "納税証明書",
                  "資本金", "決算書"):  # fmt: skip
        assert words in page
    assert "このアカウントではできません" not in page
    assert "倒産防止共済 オンライン手続き</title>" in page


def test_a_sole_proprietors_number_is_named_for_what_it_is(db: object, gbizid: FakeGbizId) -> None:
    page = page_of(entered(gbizid, SOLE))

    assert "GビズIDの個人事業主管理番号" in page and "1000000000019" in page
    assert "法人番号" not in page and "資本金" not in page


@pytest.mark.parametrize(
    ("account", "words"),
    [
        pytest.param(ENTRY, authority.PRIME, id="エントリー"),
        pytest.param(NEWCOMER, authority.RIGHT, id="権限のないメンバー"),
        pytest.param(MEMBER, authority.HOLDER_OF_PRIME, id="権限のあるメンバー"),
    ],
)
def test_who_may_not_join_yet_reads_what_is_needed_and_may_write_a_draft(
    db: object, gbizid: FakeGbizId, account: Account, words: authority.Need
) -> None:
    client = entered(gbizid, account)

    page = page_of(client)
    drafts.keep(visitor_of(client), "tosanboshi_enrolment", "premium", {"monthly_premium": 5_000})

    assert words.title in page and words.what in page
    assert all(step in page for step in words.steps)
    assert "加入の申し込みで聞くこと" in page
    assert drafts.load(visitor_of(client), "tosanboshi_enrolment")


@pytest.mark.parametrize(
    ("account", "may"),
    [
        pytest.param(
            SAMPLE,
            {"see", "enrolment", "premiums", "account", "claims", "borrow", "invite", "delegate"},
            id="プライム（法人）",
        ),
        pytest.param(
            SOLE,
            {"see", "enrolment", "premiums", "account", "claims", "borrow", "invite", "delegate"},
            id="プライム（個人事業主）",
        ),
        pytest.param(
            MEMBER,
            {"see", "premiums", "delegate"},
            id="権限のあるメンバー",
        ),
        pytest.param(
            NEWCOMER,
            set(),
            id="権限のないメンバー",
        ),
        pytest.param(ENTRY, set(), id="エントリー"),
    ],
)
def test_what_each_kind_of_account_may_do(
    db: object, gbizid: FakeGbizId, account: Account, may: set[str]
) -> None:
    company = identities.company(visitor_of(entered(gbizid, account)))

    assert company is not None
    allowed = {act for act in authority.acts() if authority.need(company, act=act) is None}
    assert allowed == may


CARD_PAGES = ("/join/", "/join/kana/", "/join/check/", "/join/pictures/", "/join/account/")


@pytest.mark.parametrize("page", CARD_PAGES)
def test_a_company_does_not_open_the_pages_of_the_card(seiki: Client, page: str) -> None:
    sent = seiki.get(page)
    shown = seiki.get(sent["Location"])

    assert (sent.status_code, shown.status_code) == (302, 403)
    text = shown.content.decode()
    assert "マイナンバーカードに切り替える" in text and "倒産防止共済の画面へ戻る" in text


def test_a_company_that_wants_another_account_is_led_to_its_paper(seiki: Client) -> None:
    assert seiki.get("/change-account/")["Location"] == "/tosanboshi/account/"


def test_a_card_does_not_open_the_pages_of_companies(hanako: Client) -> None:
    sent = hanako.get("/tosanboshi/")
    shown = hanako.get(sent["Location"])

    assert shown.status_code == 403
    assert "GビズIDに切り替える" in shown.content.decode()


def test_changing_over_ends_the_one_sign_in_and_leads_to_the_other(seiki: Client) -> None:
    left = seiki.post("/sign-out/", {"next": "/join/", "by": "daa"})
    choice = seiki.get(left["Location"]).content.decode()

    assert "person" not in seiki.session
    assert choice.split('name="next" value="')[1].partition('"')[0] == "/join/"


def test_one_person_with_card_and_company_is_two_visitors_who_know_nothing_of_each_other(
    hanako: Client, daa: FakeDaa, gbizid: FakeGbizId
) -> None:
    joining.answer_everything(hanako)
    receipt = joining.send(hanako)["Location"]
    company = entered(gbizid, replace(SOLE, sub=daa.person.sub))  # not even by the same sub

    assert company.session["person"] != hanako.session["person"]
    assert company.get(receipt).status_code == 404
    assert receipt.split("/")[3] not in company.get("/mine/").content.decode()
    theirs, own = visitor_of(company), visitor_of(hanako, provider=Provider.DAA)
    assert theirs.draft_key != own.draft_key
    asked = [each.message.person for each in fake_core.arrived("view_request")]
    assert asked == [company.session["person"]]


def test_signing_in_for_the_company_ends_the_sign_in_by_card(
    hanako: Client, gbizid: FakeGbizId
) -> None:
    person = hanako.session["person"]

    signed_in_for_company(hanako)

    assert hanako.session["person"] != person
    assert hanako.session[persons.PROVIDER] == "gbizid"
    assert hanako.get("/join/")["Location"].endswith("by=daa")


def test_the_company_menu_leads_home_and_offers_nothing_of_the_card(seiki: Client) -> None:
    page = seiki.get("/mine/").content.decode()

    assert 'href="/tosanboshi/"' in page
    assert 'href="/join/"' not in page


def test_a_session_from_before_there_were_two_ways_is_the_cards(hanako: Client) -> None:
    session = hanako.session
    del session[persons.PROVIDER]
    session.save()

    assert hanako.get("/join/").status_code == 200


def test_the_card_still_leads_to_the_visitor_it_led_to_before(hanako: Client, daa: FakeDaa) -> None:
    """The card's keys were there before companies had a way in, and must not change."""
    secret = settings.KEYS["portal_secret"]
    key = HKDF(SHA256(), 32, salt=b"kyosai portal subject", info=b"").derive(secret)

    assert Person.objects.get().subject == hmac.digest(key, daa.person.sub.encode(), "sha256").hex()
