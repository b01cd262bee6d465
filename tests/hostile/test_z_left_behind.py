"""After all attacks: no personal fact in a log or the internet zone, no defect, safe headers."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kyosai.sites import wiring
from kyosai.sites.workshop import postgres
from tests.hostile.attacker import Attacker
from tests.hostile.conftest import CANARY, FIRM, PICTURED, SENT, Town
from tools.story.visitor import Visitor

FACTS = [
    text
    for who in (CANARY, SENT, PICTURED)
    for text in (
        who.name,
        who.name.replace("　", " "),
        who.kana,
        who.account,
        who.email,
        who.address,
    )
] + ["090-0000-0000", "09000000000", "金糸雀商店", FIRM.name, FIRM.person, FIRM.address]
OURS = ("internet-web", "relay", "core-web", "courier", "clock")
PUBLIC = ("/", "/check/", "/estimate/", "/planner/", "/promises/", "/terms/", "/certificate/",
          "/contact/", "/sign-in/", "/signed-out/", "/nowhere/")  # fmt: skip
PERSONAL = ("/mine/", "/notices/", "/join/", "/join/check/", "/join/kana/", "/join/account/",
            "/mine/who-looked/", "/change-account/")  # fmt: skip


def _bytes_of(fact: str) -> Iterator[bytes]:
    """Yield a fact in every spelling in which it could lie about."""
    from base64 import b64encode
    from urllib.parse import quote

    yield fact.encode()
    yield quote(fact).encode()
    yield fact.encode("unicode_escape")
    if len(fact) > 8:
        yield b64encode(fact.encode())[:-4]


@pytest.mark.parametrize("name", OURS)
def test_no_personal_fact_is_in_a_log(town: Town, name: str) -> None:
    log = (town.state / "logs" / f"{name}.log").read_bytes()

    assert not [fact for fact in FACTS for form in _bytes_of(fact) if form in log]


def test_no_personal_fact_is_in_the_databases_log(town: Town) -> None:
    log = (postgres.reachable(town.state / "postgres") / "server.log").read_bytes()

    assert not [fact for fact in FACTS for form in _bytes_of(fact) if form in log]


def test_no_personal_fact_rests_in_the_internet_zone(town: Town) -> None:
    internet, core = _dumped(town, "kyosai_internet"), _dumped(town, "kyosai_core")

    assert SENT.kana.encode() in core, "the search itself must be able to find something"
    assert not [fact for fact in FACTS for form in _bytes_of(fact) if form in internet]
    assert not [fact for fact in FACTS if fact.encode().hex().encode() in internet]


@pytest.mark.parametrize("name", OURS)
def test_no_attack_has_shown_a_defect(town: Town, name: str) -> None:
    log = (town.state / "logs" / f"{name}.log").read_text(errors="replace")

    for trace in ("Internal Server Error", "not handled", " failed\n"):
        assert trace not in log


def test_a_line_of_a_log_is_never_an_attackers(town: Town, nobody: Attacker) -> None:
    nobody.get("/x%0a2026-10-01%20ERROR%20forged%0d%1b[31m/")
    httpx.get(f"{town.world.back_office}/x%0a2026-10-01%20ERROR%20forged/")

    for name in ("internet-web", "core-web"):
        lines = (town.state / "logs" / f"{name}.log").read_bytes().splitlines()
        assert not [line for line in lines if line.startswith(b"2026-10-01 ERROR forged")]
        assert not [line for line in lines if b"\x1b" in line]


@pytest.mark.parametrize("page", [*PUBLIC, *PERSONAL])
def test_every_page_of_the_portal_has_safe_headers(town: Town, page: str) -> None:
    answer = (town.drafting if page in PERSONAL else Attacker.anew(town.world.portal)).get(page)

    _check_headers(answer)
    if page in PERSONAL:
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "page", ["/accounts/login/", "/nowhere/", "/box/", "/search/", "/treasury/"]
)
def test_every_page_of_the_back_office_has_safe_headers(
    town: Town, officers: dict[str, Visitor], page: str
) -> None:
    for client in (httpx.Client(), officers["監査 見"].client):
        answer = client.get(town.world.back_office + page, follow_redirects=False)
        _check_headers(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def _check_headers(answer: httpx.Response) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy and "base-uri 'none'" in policy
    assert "form-action 'self'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not {"x-powered-by", "x-runtime"} & set(answer.headers)
    for cookie in answer.headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


HTTPS = """
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.test.utils import setup_test_environment
get_wsgi_application(); setup_test_environment()
answer = Client(headers={"host": "localhost"}).get("/nowhere/", secure=True)
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,
      settings.SESSION_COOKIE_NAME[:7], settings.CSRF_COOKIE_NAME[:7],
      answer.headers.get("Strict-Transport-Security", ""))
"""


@pytest.mark.parametrize("zone", ["internet", "core"])
def test_behind_https_cookies_are_secure_and_https_is_remembered(town: Town, zone: str) -> None:
    import os
    import sys

    root = Path(__file__).parents[2]
    environment = os.environ | {
        "PYTHONPATH": str(root / "src"), "DJANGO_SETTINGS_MODULE": f"kyosai.sites.{zone}.settings",
        "KYOSAI_PORTAL_URL": "https://portal.example", "KYOSAI_STATE": str(town.state),
        "KYOSAI_BACK_OFFICE_URL": "https://office.example",
    }  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", HTTPS], env=environment, capture_output=True, text=True, check=False
    )

    assert told.stdout.split()[:4] == ["True", "True", "__Host-", "__Host-"], told.stderr
    assert "max-age=31536000" in told.stdout


TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'
"""


def _dumped(town: Town, database: str) -> bytes:
    """Return everything a thief of the database would carry off, as text."""
    import psycopg

    secret = wiring.Keys(town.state / "keys").text("postgres.secret")
    server = postgres.Server(Path(), postgres.reachable(town.state / "postgres"), secret)
    found = []
    with psycopg.connect(server.url(database)) as connection:
        for (table,) in connection.execute(TABLES).fetchall():
            with connection.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as copy:
                found += [table.encode(), *map(bytes, copy)]
    return b"\n".join(found)
