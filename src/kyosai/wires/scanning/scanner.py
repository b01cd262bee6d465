"""紙の読み取りの依頼 — hands a rebuilt picture to a child and believes only what it must."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyosai.wires.cleaning import confined, refusals

Place = Sequence[int]
"""Millimetres: left, top, width, height."""
Boxes = Mapping[str, Place]
PNG = b"\x89PNG\r\n\x1a\n"
LONGEST_CODE = 60


@dataclass(frozen=True)
class Scan:
    """What a page shows: the text of its squares, and the boxes of the form it is."""

    code: str
    layout: str
    boxes: dict[str, bytes]


def scan(
    content: bytes,
    *,
    marks: Sequence[Sequence[int]],
    layouts: Mapping[str, Boxes],
    layout: str = "",
) -> Scan:
    """Read the square of the first page and cut its boxes out, each as a small picture.

    ``layouts`` has the boxes of each form by what its square says; ``layout`` names one where a
    person has told which it is. A page of an unknown form has no boxes.
    """
    told = {"marks": marks, "layouts": layouts, "layout": layout}
    head = json.dumps(told).encode() + b"\n"
    return _scan(confined.answer("kyosai.wires.scanning.child", head + content), layouts)


def _scan(answer: bytes, layouts: Mapping[str, Boxes]) -> Scan:
    """Read the child's answer as if a stranger had written it."""
    head, _, rest = answer.partition(b"\n")
    try:
        told = json.loads(head[:10_000])
        code, layout = str(told["code"])[:LONGEST_CODE], str(told["layout"])
        sizes = {str(name): int(size) for name, size in told["boxes"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise refusals.Broken from None
    if set(sizes) != set(layouts.get(layout, ())) or sum(sizes.values()) != len(rest):
        raise refusals.Broken
    boxes, start = {}, 0
    for name, size in sizes.items():
        boxes[name] = rest[start : start + size]
        start += size
        if not boxes[name].startswith(PNG):
            raise refusals.Broken
    return Scan(code, layout, boxes)
