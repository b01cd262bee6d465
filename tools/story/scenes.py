"""場面 — a night, a morning, and a month: nine people, two officers, one bank."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from tools.story import applicants, firms, staff
from tools.story.applicants import Applicant
from tools.story.firms import Filed
from tools.story.table import Table
from tools.story.visitor import Visitor
from tools.story.world import World

HANAKO = Applicant("見本　花子", "ミホン ハナコ", "1980-04-01", "そのまま加入し、引き落とせる")
BOUNCING = {
    code: Applicant(
        name, kana, birthdate, f"はじめての引き落としが結果{code}になる", account=account
    )
    for code, name, kana, birthdate, account in (
        ("1", "残高　一子", "ザンダカ イチコ", "1981-01-01", "9100001"),
        ("2", "取引　二子", "トリヒキ ニコ", "1982-02-02", "9100002"),
        ("3", "停止　三子", "テイシ ミツコ", "1983-03-03", "9100003"),
        ("4", "依頼　四子", "イライ ヨツコ", "1984-04-04", "9100004"),
        ("8", "委託　八子", "イタク ヤコ", "1988-08-08", "9100008"),
        ("9", "其他　九子", "ソノタ クコ", "1989-09-09", "9100009"),
    )
}
WITH_PICTURES = Applicant(
    "写真　撮子",
    "シヤシン トリコ",
    "1975-05-05",
    "写真で申し込み、職員が承諾する",
    with_pictures=True,
)
TOO_MANY = Applicant(
    "大勢　雇子", "オオゼイ ヤトコ", "1966-06-06", "従業員が多く、二人の職員が断る", employees="30"
)
FILE_MADE = "2026-10-07T16:06:00"
CUT_OFF, DEBIT_DAY, RESULT, CONFIRMED = (
    "2026-10-07T16:40:00", "2026-10-19T12:00:00", "2026-10-23T12:30:00", "2026-10-27T17:00:00",
)  # fmt: skip
NEXT_DEBIT, NEXT_RESULT, NEXT_CONFIRMED, NEXT_REMITTED = (
    "2026-11-18", "2026-11-25T12:30:00", "2026-11-27T17:00:00", "2026-11-30T09:00:00",
)  # fmt: skip
AT_ONCE = "契約が成立しました"
AT_DESK = "担当者が確認しています"


@dataclass(frozen=True)
class Joined:
    """Somebody who has sent an application."""

    applicant: Applicant
    person: Visitor
    receipt: str


def joining(world: World, table: Table) -> dict[str, Joined]:
    """At night, on their phones: everybody joins; most are accepted while they look."""
    everybody = [HANAKO, *BOUNCING.values(), WITH_PICTURES, TOO_MANY]
    with ThreadPoolExecutor(3) as together:
        found = together.map(lambda each: _joins(world, table, each), everybody)
    return {each.applicant.name: each for each in found}


def deciding(world: World, table: Table, joined: dict[str, Joined], *, filed: list[Filed]) -> None:
    """In the morning: one officer accepts, two refuse; firms are accepted the same way."""
    world.move_to("2026-10-02T09:30:00")
    first, second = staff.sign_in(world, "審査 明"), staff.sign_in(world, "承認 聡")
    pictured, many = joined[WITH_PICTURES.name], joined[TOO_MANY.name]
    staff.accept(world, first, pictured.receipt)
    applicants.wait_until(world, pictured.person, AT_ONCE)
    _row(world, table, first.name, "10月6日まで", f"{pictured.applicant.name}を承諾した")
    staff.propose_refusal(world, first, many.receipt)
    staff.open_case(world, first, many.receipt)
    alone = first.sees("決裁する人を待っています") and not first.sees("この案で断る")
    _row(world, table, first.name, "", "一人では断れない（四つの目）", good=alone)
    staff.confirm_refusal(world, second, many.receipt)
    applicants.wait_until(world, many.person, "お引き受けできません")
    _row(
        world,
        table,
        second.name,
        "10月6日まで",
        f"{many.applicant.name}を断った（理由つき）",
    )
    firms.deciding(world, table, filed, officers=(first, second))


def collecting(world: World, table: Table, joined: dict[str, Joined]) -> Visitor:
    """A month: the file, two approvals, the debit day, the results, and what each person then sees.

    Return an officer of the treasury, still signed in: a code works once.
    """
    treasurer = _approving(world, table)
    for moment, what in (
        (CUT_OFF, "二人が承認したファイルを、銀行が受け付けた"),
        (DEBIT_DAY, "銀行が引き落とした"),
        (RESULT, "結果を読み、記帳し、お知らせした"),
    ):
        world.move_to(moment)
        _row(world, table, "時計", "", what)
    _sees_paid(world, table, joined[HANAKO.name])
    _sees_paid(world, table, joined[WITH_PICTURES.name])
    for code, applicant in BOUNCING.items():
        _hears(world, table, joined[applicant.name], code=code)
    world.move_to(CONFIRMED)
    return treasurer


def doubting(world: World, table: Table, joined: dict[str, Joined], officer: Visitor) -> None:
    """The next month the bank answers with a code nobody knows: the file is refused whole."""
    world.switch("bank.unknown_code", on=True)
    world.move_to(NEXT_RESULT)
    world.switch("bank.unknown_code", on=False)
    officer.open(f"{world.back_office}/treasury/refused-files/")
    refused = officer.sees("結果コード")
    _row(world, table, officer.name, "", "知らない結果コードのファイルを丸ごと拒んだ", good=refused)
    world.send_result_again(NEXT_DEBIT)
    world.move_to(NEXT_CONFIRMED)
    applicants.wait_until(world, joined[HANAKO.name].person, "11月分 納付済み")
    _row(world, table, HANAKO.name, "11月27日まで", "正しいファイルで「11月分 納付済み」と見える")


def balancing(world: World, table: Table, officer: Visitor) -> None:
    """The treasury looks: statement, journal, results and dues are the same to the yen."""
    world.move_to(NEXT_REMITTED)
    officer.open(f"{world.back_office}/treasury/unmatched/")
    waiting = officer.tree.xpath(
        "//*[@aria-labelledby='remittances' or @aria-labelledby='entries']"
    )
    _row(world, table, officer.name, "", "入金はすべて届き、合わない入出金はない", good=not waiting)
    officer.open(f"{world.back_office}/treasury/trial-balance/")
    totals = officer.tree.xpath("//tfoot//td/text()")
    even = officer.sees("差額は0円です")
    said = f"試算表 借方{totals[0]}・貸方{totals[1]}" if totals else officer.said()
    _row(world, table, officer.name, "差額 0円", f"{said}、差額{0 if even else '×'}円", good=even)
    officer.open(f"{world.back_office}/treasury/")
    for link in officer.tree.xpath("//tbody//a/@href"):
        officer.open(f"{world.back_office}{link}")
        rows = officer.tree.xpath("//*[@aria-labelledby='differences']//tbody//td[1]/text()")
        even = bool(rows) and all(row.strip() in ("0円", "—") for row in rows)
        name = officer.tree.xpath("//h1")[0].text_content().strip()
        _row(world, table, officer.name, "差額 0円", f"{name}：{'・'.join(rows)}", good=even)


def _approving(world: World, table: Table) -> Visitor:
    """The file is made at the cut-off, and leaves only when two officers have approved it."""
    world.switch("officers.absent", on=True)
    world.move_to(FILE_MADE)
    first, second = (staff.sign_in(world, name) for name in ("経理 まこと", "経理 かおる"))
    alone = staff.approve_files(world, first) == 1 and first.sees("あと1人の承認が必要です")
    _row(world, table, first.name, "16時30分まで", "締切のファイルを承認した", good=alone)
    again = first.sees("この内容で承認する")
    _row(world, table, first.name, "", "一人で二回は承認できない（四つの目）", good=not again)
    both = staff.approve_files(world, second) == 1 and second.sees("承認は済んでいます")
    _row(world, table, second.name, "16時30分まで", "同じファイルを承認した", good=both)
    world.switch("officers.absent", on=False)
    return first


def _joins(world: World, table: Table, applicant: Applicant) -> Joined:
    person = applicants.sign_in(world, applicant)
    applicants.fill_in(world, person, applicant)
    began = monotonic()
    receipt, promised = applicants.send(person)
    to_desk = applicant in (WITH_PICTURES, TOO_MANY)
    applicants.wait_until(world, person, AT_DESK if to_desk else AT_ONCE)
    seconds = monotonic() - began
    happened = f"{AT_DESK if to_desk else AT_ONCE}（{seconds:.1f}秒後）"
    _row(world, table, applicant.name, promised, happened, good=seconds < 5)
    return Joined(applicant, person, receipt)


def _sees_paid(world: World, table: Table, joined: Joined) -> None:
    applicants.wait_until(world, joined.person, "10月分 納付済み")
    applicants.wait_until(world, joined.person, "最初の掛金を受け取りました", page="/notices/")
    _row(world, table, joined.applicant.name, "10月27日まで", "「10月分 納付済み」と見える")


def _hears(world: World, table: Table, joined: Joined, *, code: str) -> None:
    applicants.wait_until(world, joined.person, "引き落とせませんでした", page="/notices/")
    mails = world.mails(joined.applicant.email)
    leaked = [m for m in mails if "円" in str(m.get("body", "")) + str(m.get("subject", ""))]
    _row(
        world, table, joined.applicant.name, "翌営業日まで",
        f"結果{code}：お知らせとメール{len(mails)}通が届いた", good=bool(mails) and not leaked,
    )  # fmt: skip


def _row(
    world: World, table: Table, who: str, promised: str, happened: str, *, good: bool = True
) -> None:
    table.add(f"{world.now():%m-%d %H:%M}", who, promised, happened, good=good)
