"""税務署のXMLを読む — one plain, signed document, and its elements exactly as agreed."""

import re
from datetime import datetime
from typing import Any

from lxml import etree

from kyosai.formats.etax import signature
from kyosai.formats.etax.refusals import HasDoctype, NotANotice, NotXml

LARGEST = 200_000


def signed(
    content: bytes, *, namespace: str, name: str, certificate: bytes, checked_at: datetime
) -> Any:
    """Return the root of a document signed as a whole by this certificate (PEM), or refuse it."""
    root = _parsed(content)
    _check_plain(root)
    if root.tag != f"{{{namespace}}}{name}":
        raise NotANotice
    signature.verify(root, certificate=certificate, checked_at=checked_at)
    if root.get("version") != "1" or set(root.attrib) != {"id", "version"}:
        raise NotANotice
    return root


def children(elements: list[Any], names: tuple[str, ...], *, namespace: str) -> list[Any]:
    """Return elements that bear exactly these names, in this order."""
    if [element.tag for element in elements] != [f"{{{namespace}}}{name}" for name in names]:
        raise NotANotice
    return elements


def text(element: Any, *, least: int = 1, attributes: tuple[str, ...] = ()) -> str:
    """Return the printable text of an element that has nothing but text."""
    found = (element.text or "").strip()
    if len(element) or tuple(element.attrib) != attributes:
        raise NotANotice
    if not least <= len(found) <= 200 or not found.replace("\u3000", " ").isprintable():
        raise NotANotice
    return found


def matching(element: Any, pattern: str) -> str:
    """Return a text of this shape."""
    found = text(element)
    if not re.fullmatch(pattern, found):
        raise NotANotice
    return found


def _parsed(content: bytes) -> Any:
    if not 0 < len(content) <= LARGEST:
        raise NotXml
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise (HasDoctype if b"<!DOCTYPE" in content else NotXml) from None
    if root.getroottree().docinfo.doctype:
        raise HasDoctype
    return root


def _check_plain(root: Any) -> None:
    """Refuse comments, instructions and entities: a canonical form would leave some unsigned."""
    if any(not isinstance(node.tag, str) for node in root.getroottree().getroot().iter()):
        raise NotANotice
    if root.getprevious() is not None or root.getnext() is not None:
        raise NotANotice
