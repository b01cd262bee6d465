"""The workshop's sample staff: made once, at their desks, and never where people work."""

import json
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from kyosai.doors.back_office import sample_staff
from kyosai.records.officers.models import Officer
from kyosai.sites import wiring


@pytest.fixture
def workshop(db: None, settings: Any, tmp_path: Path, state: Path) -> Path:
    (tmp_path / "account_cipher.key").write_bytes((state / "keys/account_cipher.key").read_bytes())
    settings.WORKSHOP = True
    settings.KEYS = wiring.Keys(tmp_path)
    return tmp_path / "sample_staff.json"


def test_each_officer_has_a_desk_a_password_and_a_second_factor(workshop: Path) -> None:
    sample_staff.make()

    rows = json.loads(workshop.read_text())
    assert [row["name"] for row in rows] == [
        "審査 明",
        "承認 聡",
        "経理 まこと",
        "経理 かおる",
        "監査 見",
        "小規模 一花",
        "倒産防止 望",
        "貸付 進",
        "貸付 実",
        "給付 届",
        "給付 定",
        "債権 守",
        "債権 正",
        "受入れ 開",
        "甲社 葵",
        "甲社 はる",
        "乙社 凛",
        "乙社 空",
        "入力監督 治",
        "通知 文",
        "通知 送",
        "応対 応子",
        "応対 まとめ",
    ]
    assert Counter(row["desk"] for row in rows) == {
        "contracts": 4,
        "treasury": 2,
        "audit": 1,
        "loans": 2,
        "benefits": 2,
        "receivables": 2,
        "mail_room": 1,
        "readers": 4,
        "keying": 1,
        "letters": 2,
        "contact": 2,
    }
    assert len({row["password"] for row in rows}) == len(rows) == 23
    for row in rows:
        officer = Officer.objects.get(username=row["username"])
        assert officer.check_password(row["password"])
        assert Authenticator.objects.get(user=officer).type == "totp"
        assert row["totp_secret"] not in str(Authenticator.objects.get(user=officer).data)


def test_nobody_else_can_read_their_secrets(workshop: Path) -> None:
    sample_staff.make()

    assert stat.S_IMODE(workshop.stat().st_mode) == 0o600


def test_once_made_they_stay(workshop: Path) -> None:
    first = sample_staff.make()
    second = sample_staff.make()

    assert first == second
    assert Officer.objects.count() == 23


def test_outside_the_workshop_there_are_none(db: None, settings: Any) -> None:
    settings.WORKSHOP = False

    with pytest.raises(sample_staff.NotAWorkshop):
        sample_staff.make()
    assert not Officer.objects.exists()
