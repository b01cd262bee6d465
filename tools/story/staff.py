"""機構の人 — sample officers at their desks, signed in with a second factor."""

import base64
import hmac
import struct
import time
from hashlib import sha1

from tools.story.visitor import Stuck, Visitor
from tools.story.world import World

SEATED: dict[tuple[str, str], Visitor] = {}


def sign_in(world: World, name: str) -> Visitor:
    """Sign in with password and code; whoever sits at the desk already goes on from there."""
    seat = (world.back_office, name)
    if seat in SEATED and "/accounts/" not in SEATED[seat].open(f"{world.back_office}/").path:
        return SEATED[seat]
    way = world.officer(name)
    officer = Visitor(name).open(f"{world.back_office}/accounts/login/")
    officer.press("次へ進む", login=way["username"], password=way["password"])
    officer.press("サインイン", code=code(way["totp_secret"]))
    if "/accounts/" in officer.path:
        raise Stuck(f"{name}: サインインできません。{officer.said()}")
    SEATED[seat] = officer
    return officer


def open_case(world: World, officer: Visitor, receipt: str) -> Visitor:
    """Find a case by its receipt number."""
    officer.open(f"{world.back_office}/search/?number={receipt}")
    if "/cases/" not in officer.path:
        link = officer.tree.xpath("//main//a[contains(@href, '/cases/')]")
        if not link:
            raise Stuck(f"{officer.name}: {receipt} が見つかりません。{officer.said()}")
        officer.open(link[0].get("href"))
    return officer


def accept(world: World, officer: Visitor, receipt: str) -> None:
    """Accept, as one officer may."""
    open_case(world, officer, receipt).press("承諾する")


def propose_refusal(world: World, officer: Visitor, receipt: str) -> None:
    """Propose to refuse for too many employees."""
    open_case(world, officer, receipt).follow("断る案を作る")
    officer.press(
        "決裁へ送る",
        ground=_choice(officer, "従業員"),
        words="従業員の数が、加入できる5人を超えています。5人以下になったら、また申し込めます。",
    )


def confirm_refusal(world: World, officer: Visitor, receipt: str) -> None:
    """Refuse, as a second officer."""
    open_case(world, officer, receipt).press("この案で断る")


def approve_files(world: World, officer: Visitor) -> int:
    """Look at each file that waits, see that its sums agree, and approve it; return how many."""
    officer.open(f"{world.back_office}/treasury/approvals/")
    found = officer.tree.xpath("//tbody//a/@href")
    for address in found:
        officer.open(f"{world.back_office}{address}")
        if not officer.sees("ファイル・計画・掛金は一致"):
            raise Stuck(f"{officer.name}: 合計が合いません。{officer.said()}")
        officer.press("この内容で承認する")
    return len(found)


def open_paper_case(world: World, officer: Visitor) -> Visitor:
    """Take the mandate on paper out of the work box."""
    officer.open(f"{world.back_office}/box/")
    rows = officer.tree.xpath("//tr[contains(., '口座振替申込書')]//a[contains(@href, '/cases/')]")
    if not rows:
        raise Stuck(f"{officer.name}: 口座振替申込書の案件がありません。{officer.said()}")
    return officer.open(rows[0].get("href"))


def read_account(world: World, officer: Visitor) -> None:
    """Write the account of a mandate on paper down, as its picture shows it."""
    open_paper_case(world, officer).follow("口座を入力する")
    officer.press(
        "照合へ送る",
        bank_code="9901",
        bank_name="見本銀行",
        branch_code="001",
        branch_name="本店",
        account_kind="1",
        account_number="1234567",
        holder_kana="ミホンセイキ",
    )


def confirm_account(world: World, officer: Visitor) -> None:
    """Find the account the same, as a second officer."""
    open_paper_case(world, officer).press("写真と同じなので銀行に出す")


def _choice(officer: Visitor, words: str) -> str:
    for option in officer.tree.xpath("//select[@name='ground']/option"):
        if words in option.text_content():
            return str(option.get("value"))
    raise Stuck(f"{officer.name}: 「{words}」の理由がありません。{officer.said()}")


def code(secret: str) -> str:
    """Return the six digits of now (RFC 6238)."""
    key = base64.b32decode(secret)
    step = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, step, sha1).digest()
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"
