"""封印の検証 — compute the chain again from the rows, and say which seal and which rows differ.

What a seal covers is judged seal by seal, each from the digest the one before really has, so
that one change is one finding. That the chain was cut or written anew as a whole is seen only
by the heads that others keep.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kyosai.records.ledger import seals
from kyosai.records.ledger.seals import Seal

ROWS_A_STRETCH = 1_000_000
Telling = Callable[[int], None]


@dataclass(frozen=True)
class Finding:
    """What is not as it was sealed: the seal's number, in words, and the keys of the rows."""

    seal: int
    words: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verified:
    """How much was computed again, how much waits to be sealed, and what was found."""

    seals: int
    rows: int
    unsealed: int
    findings: tuple[Finding, ...]


def verify(heads: Mapping[int, str], *, told: Telling = lambda rows: None) -> Verified:
    """Compare chain and journal with each other, and the chain with the heads kept outside.

    ``heads`` are the digests others keep, by number; ``told`` hears how many rows were read.
    """
    before, rows = seals.BEGINNING, 0
    findings, elsewhere = list[Finding](), list[Finding]()
    for stretch in _stretches(seals.chain()):
        for seal, found in _covered(stretch, after=before.end):
            findings += [*_linked(seal, before), *_judged(seal, found)]
            elsewhere = elsewhere or _unlike(seal, heads)
            before, rows = seals.head_of(seal), rows + len(found)
            told(rows)
    findings += [*elsewhere, *_cut(before, heads)]
    waiting = seals.count_unsealed(after=before.end)
    return Verified(before.number, rows, waiting, tuple(findings))


def _stretches(chain: Iterator[Seal]) -> Iterator[list[Seal]]:
    """Yield the chain in stretches of so many rows that one question for their rows is worth it."""
    stretch, rows = list[Seal](), 0
    for seal in chain:
        stretch.append(seal)
        rows += seal.count
        if rows >= ROWS_A_STRETCH:
            yield stretch
            stretch, rows = [], 0
    if stretch:
        yield stretch


def _covered(stretch: Sequence[Seal], *, after: seals.Place) -> Iterator[tuple[Seal, list[bytes]]]:
    """Yield each seal with the rows that lie between the end before and its own."""
    rows = seals.sealed(after=after, until=seals.head_of(stretch[-1]).end)
    row = next(rows, None)
    for seal in stretch:
        end, found = seals.head_of(seal).end, list[bytes]()
        while row is not None and seals.place_of(row) <= end:
            found.append(row)
            row = next(rows, None)
        yield seal, found


def _linked(seal: Seal, before: seals.Head) -> Iterator[Finding]:
    if seal.number != before.number + 1:
        yield Finding(seal.number, f"この前にあるはずの封印{before.number + 1}がありません")
    elif seal.previous != before.digest:
        yield Finding(seal.number, "前の封印につながっていません")


def _judged(seal: Seal, rows: Sequence[bytes]) -> list[Finding]:
    digest = seals.digest(seal.number, rows, previous=seal.previous, at=seal.sealed_at)
    if digest == seal.digest:
        return []
    changes = list(_changes(seal, rows))
    return changes or [Finding(seal.number, "封印そのものが書きかえられています")]


def _changes(seal: Seal, rows: Sequence[bytes]) -> Iterator[Finding]:
    """Say what became of the rows, from the few bytes the seal keeps of each."""
    whole = bytes(seal.fingerprints)
    kept = [whole[at : at + seals.FINGERPRINT] for at in range(0, len(whole), seals.FINGERPRINT)]
    found = [seals.fingerprint(row) for row in rows]
    keys = [seals.place_of(row).key.decode() for row in rows]
    matcher = SequenceMatcher(None, kept, found, autojunk=False)
    for what, old, old_end, new, new_end in matcher.get_opcodes():
        gone, come = old_end - old, new_end - new
        if what == "replace":
            words = f"仕訳{gone}件が、次の{come}件に書きかえられています"
            yield Finding(seal.number, words, tuple(keys[new:new_end]))
        elif what == "insert":
            words = f"次の仕訳{come}件が、あとから書き足されています"
            yield Finding(seal.number, words, tuple(keys[new:new_end]))
        elif what == "delete":
            words = f"次の仕訳のとなりから、仕訳{gone}件が消されています"
            yield Finding(seal.number, words, tuple(keys[max(0, new - 1) : new + 1]))


def _unlike(seal: Seal, heads: Mapping[int, str]) -> list[Finding]:
    """Compare with what others keep; of a chain written anew, the first head tells it all."""
    if heads.get(seal.number, seal.digest) == seal.digest:
        return []
    words = "外に置いた控えとちがいます。これより前のどこかから、鎖が作りなおされています"
    return [Finding(seal.number, words)]


def _cut(end: seals.Head, heads: Mapping[int, str]) -> list[Finding]:
    last = max(heads, default=0)
    if last <= end.number:
        return []
    words = f"外の控えには封印{last}まであります。ここから先が切られています"
    return [Finding(end.number + 1, words)]
