"""銀行の答え — what a bank says when a person agrees to a mandate."""

import sqlite3
from datetime import datetime

from outside_world import faults
from outside_world.bank import accounts
from outside_world.hub import banks, mandates
from outside_world.memory import Memory

MEANINGS = {
    "00": "口座振替を登録しました。",
    "11": "銀行での本人確認ができませんでした。",
    "12": "口座の名義が、お申込みの名前と一致しません。",
    "13": "口座が見つかりません。",
    "14": "この種類の口座は使えません。本人名義の個人の口座を選んでください。",
    "15": "この口座は使えない状態です。銀行の窓口にご確認ください。",
    "21": "受付の画面で中止しました。",
    "22": "銀行の画面で中止しました。",
    "31": "銀行の受付時間外です。時間をおいてやり直してください。",
    "32": "銀行から返事がありません。結果は、次の結果ファイル（16時）で分かります。",
    "41": "この申込みの口座は、すでに登録されています。",
    "99": "登録できませんでした。",
    "": "時間が過ぎたので終わりました。元のサービスからやり直してください。",
}
_SWITCHED = (("hub.corporate", "14"), ("hub.name_mismatch", "12"), ("hub.time_out", "32"))


def answer(memory: Memory, mandate: sqlite3.Row) -> tuple[str, str]:
    """Return the code the bank gives, and the one it will have given when the day is over."""
    for name, code in _SWITCHED:
        if faults.strikes(memory, name):
            return code, "00" if code == mandates.UNKNOWN_YET else ""
    sample = accounts.samples().get(mandate["acct_no"])
    if sample and sample.registration != mandates.REGISTERED:
        return sample.registration, sample.late
    if mandates.is_registered_already(memory, mandate):
        return mandates.TWICE, ""
    return mandates.REGISTERED, ""


def is_bank_open(memory: Memory, bank_code: str, *, now: datetime) -> bool:
    """Tell whether the bank takes mandates now."""
    is_in_hours = banks.all_banks()[bank_code].is_open(now.timetz().replace(tzinfo=None))
    return is_in_hours and not faults.strikes(memory, "hub.maintenance")
