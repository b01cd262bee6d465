"""監査の読み出し — one contract told from beginning to end: case files, journal, notices, looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kyosai.basis.money import Yen
from kyosai.casework import reads as casework
from kyosai.records.access_log import reads as access_log
from kyosai.records.contracts.reads import Standing
from kyosai.records.ledger import reads as ledger
from kyosai.records.notices import reads as notices
from kyosai.records.officers import reads as officers
from kyosai.reports import accounts

BY_RULE = "自動"
OUTCOMES = {
    "received": "受付",
    "opened": "確認の依頼",
    "more": "同じ人の、ほかの知らせ",
    "clear": "自動判定：問題なし",
    "to_desk": "自動判定：担当者へ",
    "to_wait": "自動判定：取下げを待つ",
    "withdrawn": "取下げ",
    "accepted": "承諾",
    "refusal_proposed": "断る案",
    "loan_proposed": "貸付けの案",
    "fix_asked": "直しの依頼",
    "fixed": "ご本人の直し",
    "approved": "貸付けの決裁",
    "proposed": "起案",
    "returned": "差戻し",
    "refused": "断りの決裁",
    "settled": "確認の終わり",
    "match_proposed": "名簿の照会の案",
    "same_person": "名簿の人と同じ人",
    "another_person": "名簿の人とは別の人",
    "account_read": "口座の読み取り",
    "classified": "様式の分類",
    "read": "入力と照合",
    "decided": "不一致の裁定",
    "asked": "本人への問い合わせ",
    "answered": "本人の返事",
    "confirmed": "署名と本人の確認",
}


@dataclass(frozen=True, order=True)
class Turn:
    """One thing that happened: when, of which kind, by whom, in words, resting on what."""

    at: datetime
    kind: str
    who: str
    words: str
    rests_on: str = ""


def told(contract: Standing) -> list[Turn]:
    """Return everything that happened to a contract, in the order it happened."""
    return sorted([*_cases(contract), *_journal(contract), *_notices(contract), *_looks(contract)])


def outcome(entry: Any) -> str:
    """Return what a line of a case file came to, in words."""
    return OUTCOMES.get(entry.outcome, str(entry.outcome))


def reason(entry: Any) -> str:
    """Return what an entry says, or else the troubles it found."""
    troubles = [row["words"] for row in entry.findings if not row.get("is_well", True)]
    return str(entry.words) or "".join(f"{words.removesuffix('。')}。" for words in troubles)


def _cases(contract: Standing) -> Iterator[Turn]:
    names = officers.names()
    for case in casework.cases_of(contract.party):
        for entry in casework.file(case.number):
            who = names.get(entry.officer, entry.officer) or BY_RULE
            words = f"{outcome(entry)}　{reason(entry)}".strip()
            yield Turn(entry.at, f"案件 {case.number}", who, words, _grounds(entry))


def _grounds(entry: Any) -> str:
    grounds = [row["ground"] for row in entry.findings if row.get("ground")]
    provisions = [each for row in entry.findings for each in row.get("provisions", [])]
    return "・".join(dict.fromkeys([*grounds, *provisions]))


def _journal(contract: Standing) -> Iterator[Turn]:
    for row in ledger.of_contract(contract.number):
        sides = f"{accounts.name(row.debit)} ← {accounts.name(row.credit)}"
        yield Turn(row.posted_at, "仕訳", BY_RULE, f"{sides}　{Yen(row.yen)}", row.key)


def _notices(contract: Standing) -> Iterator[Turn]:
    for line in notices.inbox(contract.party):
        yield Turn(line.at, "お知らせ", BY_RULE, f"「{line.title}」を送りました。")


def _looks(contract: Standing) -> Iterator[Turn]:
    for look in access_log.at_party(contract.party):
        yield Turn(look.at, "閲覧", look.role, f"{look.what}を見ました。", look.why)
