"""見本の職員 — the officers of the workshop, with secrets made at its first start."""

import json
import os
import secrets
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import transaction

from kyosai.records.officers import reads, writes
from kyosai.records.officers.duties import DUTIES

STAFF = (
    ("akira", "審査 明", "examiner"),
    ("satoshi", "承認 聡", "approver"),
    ("makoto", "経理 まこと", "treasurer"),
    ("kaoru", "経理 かおる", "treasurer"),
    ("ken", "監査 見", "auditor"),
    ("ichika", "小規模 一花", "skk_examiner"),
    ("nozomi", "倒産防止 望", "tosanboshi_examiner"),
    ("susumu", "貸付 進", "loan_examiner"),
    ("minoru", "貸付 実", "loan_approver"),
    ("todoku", "給付 届", "benefit_examiner"),
    ("sadamu", "給付 定", "benefit_approver"),
    ("mamoru", "債権 守", "receivables_examiner"),
    ("tadashi", "債権 正", "receivables_approver"),
    ("hiraku", "受入れ 開", "mail_clerk"),
    ("aoi", "甲社 葵", "reader_a"),
    ("haru", "甲社 はる", "reader_a"),
    ("rin", "乙社 凛", "reader_b"),
    ("sora", "乙社 空", "reader_b"),
    ("osamu", "入力監督 治", "reading_supervisor"),
    ("fumi", "通知 文", "dispatcher"),
    ("okuru", "通知 送", "dispatcher"),
    ("oko", "応対 応子", "operator"),
    ("matome", "応対 まとめ", "call_lead"),
)
LIMIT = 10_000_000_000  # yen of one payment file, for the sample officers of the treasury


class NotAWorkshop(Exception):
    """Sample staff are asked for where people really work."""


def make() -> list[dict[str, str]]:
    """Appoint the sample staff and keep their secrets in a file; once made they stay."""
    if not settings.WORKSHOP:
        raise NotAWorkshop("sample staff exist in the workshop only")
    path = Path(settings.KEYS.path("sample_staff.json"))
    staff = _written(path, json.loads(path.read_text()) if path.exists() else [])
    known = reads.names()
    for row in staff:
        if row["username"] not in known:
            _appoint(row)
    return list(staff)


@transaction.atomic
def _appoint(row: dict[str, str]) -> None:
    duty = next(duty for username, _, duty in STAFF if username == row["username"])
    officer = writes.appoint(
        row["username"],
        display_name=row["name"],
        duty=duty,
        password=row["password"],
        approves_up_to=LIMIT if duty == "treasurer" else 0,
        by=_seated_before(),
    )
    Authenticator.objects.filter(user=officer).delete()
    TOTP.activate(officer, row["totp_secret"])


def _seated_before() -> tuple[str, str]:
    """Return the two of the treasury, once they are seated: from then on two others appoint."""
    known = reads.names()
    treasury = [name for name, _, duty in STAFF if duty == "treasurer" and name in known]
    return (treasury[0], treasury[1]) if len(treasury) > 1 else writes.INSTALLATION


def _written(path: Path, seated: list[dict[str, str]]) -> list[dict[str, str]]:
    """Keep those who have their secrets already, and write down whoever is new."""
    known = {row["username"] for row in seated}
    staff = seated + [
        {
            "name": name,
            "username": username,
            "password": secrets.token_urlsafe(12),
            "totp_secret": generate_totp_secret(),
            "desk": DUTIES[duty].desk,
        }
        for username, name, duty in STAFF
        if username not in known
    ]
    if staff == seated:
        return seated
    half = path.with_suffix(".half")
    half.write_text(json.dumps(staff, ensure_ascii=False, indent=1))
    os.chmod(half, 0o600)
    half.rename(path)
    return staff
