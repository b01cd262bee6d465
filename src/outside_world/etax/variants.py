"""見本のかたち — the good notice, and the ways a notice can be wrong."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from outside_world.etax import notices, signing
from outside_world.world import World

Make = Callable[[etree._Element, World], None]


def _good(root: etree._Element, world: World) -> None:
    signing.sign(root, key=world.key("etax.key"), certificate=world.key("etax.crt"))


def _tampered(root: etree._Element, world: World) -> None:
    _good(root, world)
    _find(root, "Employees").text = "1"
    _find(root, "Name").text = "別人　太郎"


def _wrong_signer(root: etree._Element, world: World) -> None:
    key, certificate = signing.stranger()
    signing.sign(root, key=key, certificate=certificate)


def _expired_signer(root: etree._Element, world: World) -> None:
    key = world.key("etax.key")
    signing.sign(root, key=key, certificate=signing.expired_of(key))


def _unsigned(root: etree._Element, world: World) -> None:
    """Leave the notice without a signature."""


def _two_signatures(root: etree._Element, world: World) -> None:
    _good(root, world)
    root.append(deepcopy(root[-1]))


def _wrapped(root: etree._Element, world: World) -> None:
    """Move the signed notice aside, and let the root say something else."""
    _good(root, world)
    signed = deepcopy(root)
    _find(root, "Name").text = "別人　太郎"
    root.insert(0, signed)


VARIANTS: dict[str, tuple[str, Make]] = {
    "good": ("正しい通知", _good),
    "tampered": ("署名のあとで書きかえた通知", _tampered),
    "wrong_signer": ("税務署ではない人が署名した通知", _wrong_signer),
    "expired_signer": ("署名した証明書の期限が切れている通知", _expired_signer),
    "unsigned": ("署名のない通知", _unsigned),
    "two_signatures": ("署名が2つある通知", _two_signatures),
    "wrapped": ("署名された通知を別の内容で包んだもの", _wrapped),
}


def made(filing: notices.Filing, variant: str, world: World) -> tuple[str, bytes]:
    """Return the number of a notice and its bytes in the wanted variant."""
    root = notices.written(filing, now=world.clock.now())
    VARIANTS[variant][1](root, world)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return str(root.get("id")), content


def _find(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f".//{{{notices.NAMESPACE}}}{name}")
    assert found is not None
    return found
