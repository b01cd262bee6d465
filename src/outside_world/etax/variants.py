"""見本のかたち — the good document, and the ways a document can be wrong."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from outside_world.etax import signing
from outside_world.world import World

Make = Callable[[etree._Element, World], None]


def _good(root: etree._Element, world: World) -> None:
    signing.sign(root, key=world.key("etax.key"), certificate=world.key("etax.crt"))


def _tampered(root: etree._Element, world: World) -> None:
    _good(root, world)
    _name(root).text = "別人　太郎"


def _wrong_signer(root: etree._Element, world: World) -> None:
    key, certificate = signing.stranger()
    signing.sign(root, key=key, certificate=certificate)


def _expired_signer(root: etree._Element, world: World) -> None:
    key = world.key("etax.key")
    signing.sign(root, key=key, certificate=signing.expired_of(key))


def _unsigned(root: etree._Element, world: World) -> None:
    """Leave the document without a signature."""


def _two_signatures(root: etree._Element, world: World) -> None:
    _good(root, world)
    root.append(deepcopy(root[-1]))


def _wrapped(root: etree._Element, world: World) -> None:
    """Move the signed document aside, and let the root say something else."""
    _good(root, world)
    signed = deepcopy(root)
    _name(root).text = "別人　太郎"
    root.insert(0, signed)


VARIANTS: dict[str, tuple[str, Make]] = {
    "good": ("正しい書類", _good),
    "tampered": ("署名のあとで書きかえた書類", _tampered),
    "wrong_signer": ("税務署ではない人が署名した書類", _wrong_signer),
    "expired_signer": ("署名した証明書の期限が切れている書類", _expired_signer),
    "unsigned": ("署名のない書類", _unsigned),
    "two_signatures": ("署名が2つある書類", _two_signatures),
    "wrapped": ("署名された書類を別の内容で包んだもの", _wrapped),
}


def made(root: etree._Element, variant: str, world: World) -> bytes:
    """Return the bytes of a document in the wanted variant."""
    VARIANTS[variant][1](root, world)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _name(root: etree._Element) -> etree._Element:
    """Return the name of whomever a document is about."""
    found = root.find(".//{*}Name")
    assert found is not None
    return found
