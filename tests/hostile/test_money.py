"""Attacks on the control of money, by each database role and from the pages: refused and noted."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from kyosai.doors import today
from kyosai.records.access_log import reads as access_log
from kyosai.records.officers.models import Officer
from kyosai.records.payments import frames
from kyosai.sites.workshop import postgres
from tests.doors.back_office.conftest import SECRET, auth, client_of
from tests.hostile import money_scene
from tests.procedures.payment import world
from tests.procedures.payment.world import DAY, NOON, run

ATTACKS = tomllib.loads((Path(__file__).parent / "money.toml").read_text())["attack"]
ROLES = {"app": "kyosai_core_app", "owner": "kyosai_core_owner", "superuser": "postgres"}
TRIED = [
    (attack, role)
    for attack in ATTACKS
    for role in ROLES
    if role in attack.get("only", "app owner superuser").split()
]


@dataclass(frozen=True)
class Bank:
    """The scene: where its database is, and what its server notes."""

    server: postgres.Server
    database: str

    def url(self, role: str) -> str:
        name = ROLES[role]
        secret = "" if role == "superuser" else settings.KEYS.text(f"{name}.secret")
        return self.server.url(self.database, role=name, secret=secret)

    def noted(self) -> str:
        return (self.server.folder / "server.log").read_text()


@pytest.fixture(scope="module")
def scene(server: postgres.Server, shared_db: str, django_db_blocker: Any) -> Iterator[Bank]:
    """One day at the treasury, committed; no attack changes it."""
    money_scene.play()
    yield Bank(server, str(connection.settings_dict["NAME"]))


def state() -> list[tuple]:
    """Return how many rows every table about money has, and their yen."""
    return run(
        "SELECT (SELECT count(*) FROM payment), (SELECT sum(yen) FROM payment),"
        " (SELECT count(*) FROM payment_dispatch), (SELECT count(*) FROM payment_outcome),"
        " (SELECT count(*) FROM payment_file), (SELECT count(*) FROM payment_line),"
        " (SELECT count(*) FROM payment_file_approval), (SELECT count(*) FROM payee_account),"
        " (SELECT count(*) FROM payee_account_call_back), (SELECT count(*) FROM payment_frame),"
        " (SELECT count(*) FROM payment_frame_approval), (SELECT sum(yen) FROM ledger_transfer),"
        " (SELECT count(*) FROM ledger_transfer), (SELECT count(*) FROM loan),"
        " (SELECT string_agg(username || duty || approves_up_to, ',' ORDER BY username)"
        "  FROM officer)"
    )


@pytest.mark.parametrize(
    ("attack", "role"), TRIED, ids=[f"{attack['name']}（{role}）" for attack, role in TRIED]
)
def test_no_role_gets_past_the_control_of_money_and_the_server_notes_who_tried(
    scene: Bank, attack: dict[str, str], role: str
) -> None:
    before, known = len(scene.noted()), state()
    expected = attack.get("app", attack["refused"]) if role == "app" else attack["refused"]

    with psycopg.connect(scene.url(role)) as thief, pytest.raises(psycopg.Error) as refused:
        thief.execute(attack["sql"])

    assert re.search(expected, str(refused.value)), refused.value
    lines = scene.noted()[before:].splitlines()
    noted = [line for line in lines if f" {ROLES[role]}@" in line and "ERROR:" in line]
    assert len(noted) == 1 and re.search(expected, noted[0]), lines
    assert state() == known


@pytest.mark.parametrize("role", ["kyosai_internet_app", "kyosai_internet_owner"])
def test_nobody_of_the_internet_zone_reaches_the_money_at_all(scene: Bank, role: str) -> None:
    before = len(scene.noted())
    secret = settings.KEYS.text(f"{role}.secret")

    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(scene.server.url(scene.database, role=role, secret=secret))

    assert re.search(rf"{role}@.*FATAL: .*permission denied", scene.noted()[before:])


def test_there_are_more_than_forty_of_them() -> None:
    assert len({attack["name"] for attack in ATTACKS}) >= 40


def of(key: str) -> str:
    return str(run("SELECT number FROM payment WHERE key LIKE %s", [f"{key}:%"])[0][0])


def file_of(scheme: str) -> tuple[str, str]:
    name, digest = run("SELECT name, digest FROM payment_file WHERE scheme = %s", [scheme])[0]
    return name, digest


def account_of(key: str) -> str:
    return str(run("SELECT account_id FROM payment WHERE key LIKE %s", [f"{key}:%"])[0][0])


@dataclass(frozen=True)
class Press:
    """What an officer sends from a browser, and the status that answers."""

    officer: str
    path: str
    status: int
    fields: tuple[tuple[str, str], ...] = ()


def presses() -> dict[str, Press]:
    """Return what officers try with the buttons they have, or with addresses they guess."""
    skk, skk_digest = file_of("skk")
    tosanboshi, tosanboshi_digest = file_of("tosanboshi")
    (proposed,) = (each.id for each in frames.standing() if not each.approved_by)
    paid, changed, filed = of("paid"), of("changed"), of("filed")
    approve = "/treasury/payment-files/{}/approve/"
    own = (("account", account_of("paid")),)
    return {
        "自分の枠を承認する": Press("makoto", f"/treasury/frames/{proposed}/approve/", 409),
        "上限を超える枠を承認する": Press("small", f"/treasury/frames/{proposed}/approve/", 409),
        "審査の人が枠を承認する": Press("susumu", f"/treasury/frames/{proposed}/approve/", 403),
        "監査の人が枠を起案する": Press("ken", "/treasury/frames/propose/", 403),
        "ファイルを二度承認する": Press(
            "makoto", approve.format(skk), 409, (("digest", skk_digest),)
        ),
        "違うファイルを承認する": Press(
            "kaoru", approve.format(skk), 409, (("digest", tosanboshi_digest),)
        ),
        "要約値なしで承認する": Press("kaoru", approve.format(skk), 409),
        "上限を超えるファイルを承認する": Press(
            "small", approve.format(skk), 409, (("digest", skk_digest),)
        ),
        "口座を確かめた人が承認する": Press(
            "kaoru", approve.format(tosanboshi), 409, (("digest", tosanboshi_digest),)
        ),
        "決裁の人がファイルを承認する": Press(
            "satoshi", approve.format(skk), 403, (("digest", skk_digest),)
        ),
        "届いた支払を払い直す": Press("susumu", f"/payments/{paid}/again/", 409, own),
        "ファイルを待つ支払を払い直す": Press(
            "susumu", f"/payments/{filed}/again/", 409, (("account", account_of("filed")),)
        ),
        "経理の人が払い直す": Press("makoto", f"/payments/{paid}/again/", 403, own),
        "自分が登録した口座を確認する": Press(
            "susumu", f"/payments/{changed}/call-back/", 409, (("words", "話した"),)
        ),
        "経理の人が口座を登録する": Press("makoto", f"/payments/{changed}/account/", 403),
        "審査の人が別の職務の支払を見る": Press("satoshi", f"/payments/{paid}/", 403),
        "知らない番号を当てる": Press("susumu", "/payments/P-00000099-01/", 404),
        "ほかの制度の契約を当てる": Press("ichika", f"/contracts/{world.people.number(6)}/", 404),
    }


NAMES = (
    "自分の枠を承認する", "上限を超える枠を承認する", "審査の人が枠を承認する",
    "監査の人が枠を起案する", "ファイルを二度承認する", "違うファイルを承認する",
    "要約値なしで承認する", "上限を超えるファイルを承認する", "口座を確かめた人が承認する",
    "決裁の人がファイルを承認する", "届いた支払を払い直す", "ファイルを待つ支払を払い直す",
    "経理の人が払い直す", "自分が登録した口座を確認する", "経理の人が口座を登録する",
    "審査の人が別の職務の支払を見る", "知らない番号を当てる", "ほかの制度の契約を当てる",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_officer_gets_past_it_with_a_browser_and_it_is_noted_who_tried(
    scene: Bank, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(today, "now", lambda: NOON)
    monkeypatch.setattr(today, "today", lambda: DAY)
    press, known = presses()[name], state()
    before = len(access_log.turned_away(since=NOON))
    client = _signed_in(press.officer)

    way = client.get if press.status == 404 or press.path.count("/") == 3 else client.post
    answer = way(press.path, dict(press.fields))

    assert answer.status_code == press.status
    noted = access_log.turned_away(since=NOON)
    assert len(noted) == before + 1
    assert {who for who, *_ in noted} >= {press.officer}
    assert state() == known


def _signed_in(username: str) -> Client:
    officer = Officer.objects.get(username=username)
    if not officer.authenticator_set.exists():
        auth.TOTP.activate(officer, SECRET)
    return client_of(officer)
