"""印刷会社の答え — counts and returns, read whole or refused whole; each file is kept once."""

from datetime import datetime

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.formats import print_answers
from kyosai.formats.print_answers import REASONS, Back, Counts, Printed, Returns
from kyosai.procedures.letters import contact, query
from kyosai.records import locks
from kyosai.records.letters import packs, reads
from kyosai.records.letters import writes as outbox
from kyosai.records.letters.packs import Kept


def keep(name: str, *, content: bytes, at: datetime) -> bool:
    """Keep one file and note what it says; False where it was refused or has come before."""
    with transaction.atomic(durable=True):
        locks.hold("letter_answer_file", name)
        if reads.has_come(name):
            return False
        try:
            answer = print_answers.read(content)
            known = _checked(answer)
        except Malformed as refusal:
            _keep(name, content, refusal=str(refusal), at=at)
            query.ask(f"answer:{name}", words=f"{name} を読めません。{refusal}", at=at)
            return False
        _keep(name, content, refusal="", at=at)
        if isinstance(answer, Counts):
            assert known is not None
            _note_counts(name, answer, pack=known, at=at)
        else:
            _note_returns(name, answer, at=at)
    return True


def _keep(name: str, content: bytes, *, refusal: str, at: datetime) -> None:
    digest = fingerprint.digest(content)
    outbox.keep_answer(name, digest=digest, content=content, refusal=refusal, at=at)


def _checked(answer: Counts | Returns) -> Kept | None:
    """Refuse a file about packs or letters that we never sent."""
    if isinstance(answer, Counts):
        return _checked_counts(answer)
    serials = [reads.serial_of(each.number) for each in answer.letters]
    posted, back = reads.are_posted(serials), reads.are_returned(serials)
    for record, (each, serial) in enumerate(zip(answer.letters, serials, strict=True), start=2):
        if serial not in posted:
            raise Malformed(record, "発送していない手紙", each.number)
        if serial in back:
            raise Malformed(record, "すでに戻った手紙", each.number)
    return None


def _checked_counts(answer: Counts) -> Kept:
    pack = packs.of_name(answer.pack)
    if pack is None or not pack.receipt:
        raise Malformed(1, "発送単位", answer.pack[:60])
    if pack.digest != answer.digest:
        raise Malformed(1, "要約値", answer.digest[:64])
    if pack.is_answered:
        raise Malformed(1, "2回目の枚数", answer.pack[:60])
    packed = reads.in_pack(pack.name)
    for record, each in enumerate(answer.letters, start=2):
        if reads.serial_of(each.number) not in packed:
            raise Malformed(record, "この単位にない手紙", each.number)
    return pack


def _note_counts(name: str, answer: Counts, *, pack: Kept, at: datetime) -> None:
    """Note what was posted; where it is not what was packed, ring and stop the next wave."""
    rows = [(reads.serial_of(each.number), each.sheets, each.tracking) for each in answer.letters]
    outbox.note_posted(name, rows, on=answer.posted_on)
    packed = reads.in_pack(pack.name)
    missing = sorted(packed.keys() - {serial for serial, _, _ in rows})
    other = [each for each in answer.letters if _is_other(each, packed)]
    if not missing and not other:
        return
    words = (
        f"{pack.name}：{pack.letters}通を渡し、{len(rows)}通が発送されました。"
        f"足りない手紙 {len(missing)}通、枚数の違う手紙 {len(other)}通。"
        f"{'、'.join(outbox.number(serial) for serial in missing[:10])}"
    )
    query.ask(f"count:{pack.name}", words=words, at=at)
    if pack.mailing:
        outbox.switch(
            pack.mailing,
            is_stopped=True,
            officer="",
            words="印刷の枚数が合わないため、自動で止めました。",
            at=at,
        )


def _is_other(printed: Printed, packed: dict[int, reads.InPack]) -> bool:
    return packed[reads.serial_of(printed.number)].sheets != printed.sheets


def _note_returns(name: str, answer: Returns, *, at: datetime) -> None:
    rows = [(reads.serial_of(each.number), each.on, each.reason) for each in answer.letters]
    outbox.note_returned(name, rows)
    reasons: dict[int, Back] = {reads.serial_of(each.number): each for each in answer.letters}
    for serial, party, address in reads.addressees([serial for serial, _, _ in rows]):
        if party is not None:
            contact.unreachable(
                party,
                medium="paper",
                place=address,
                source=outbox.number(serial),
                words=f"手紙が戻りました（{REASONS[reasons[serial].reason]}）。",
                at=at,
            )
