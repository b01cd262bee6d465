"""控除証明書の受付 — shape, signature, signer, meaning, and whether it was seen before, in turn.

What is refused is refused with every code that was found at the step where it stopped.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from lxml import etree

from outside_world.reception import meaning, signature, trust
from outside_world.reception.faults import Fault
from outside_world.world import World

TABLES = """
CREATE TABLE IF NOT EXISTS deduction_return (
    code TEXT PRIMARY KEY, receipt TEXT NOT NULL, year INTEGER NOT NULL, total INTEGER NOT NULL,
    name TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS revoked_signer (serial TEXT PRIMARY KEY, at TEXT NOT NULL)
"""
LARGEST = 200_000


@dataclass(frozen=True)
class Received:
    """A receipt number, or the faults that stood in the way."""

    receipt: str
    faults: tuple[Fault, ...] = ()
    total: int = 0


def receive(content: bytes, world: World) -> Received:
    """Take a certificate, once; or say what is wrong with it."""
    now = world.clock.now()
    try:
        root = _parsed(content)
        _check_schema(root)
        shown = signature.signer(root)
        trust.check(shown, world, at=now)
        signature.verify(root, shown)
        told = meaning.read(root, on=now.date())
    except Fault as fault:
        return Received("", (fault,))
    except meaning.Faults as found:
        return Received("", found.faults)
    return _kept(told, world, at=now)


def _parsed(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    if not 0 < len(content) <= LARGEST:
        raise Fault("R01", "大きさが正しくありません。")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Fault("R01", "XMLとして読めません。") from None
    if root.getroottree().docinfo.doctype:
        raise Fault("R02", "DOCTYPEや外部の実体は使えません。")
    return root


def _check_schema(root: Any) -> None:
    schema = _schema()
    if not schema.validate(root):
        first = schema.error_log[0]
        raise Fault("R03", f"様式TEG850と違います（{first.line}行目）：{first.message[:150]}")


@cache
def _schema() -> etree.XMLSchema:
    with as_file(files(__package__).joinpath("schema")) as folder:
        return etree.XMLSchema(etree.parse(str(folder / "teg850.xsd")))


def _kept(told: meaning.Told, world: World, *, at: datetime) -> Received:
    receipt = f"{at:%Y%m%d%H%M%S}{secrets.randbelow(10**6):06d}"
    new = world.memory.write(
        "INSERT INTO deduction_return VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        told.code, receipt, told.year, told.total, told.name, at.isoformat(),
    )  # fmt: skip
    if not new:
        return Received("", (Fault("R12", "このユニークコードは、もう受け付けています。"),))
    return Received(receipt, total=told.total)
