"""返事のかたち — XML (12), CSV in Shift_JIS (01) or in Unicode (02)."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from lxml import etree

from outside_world.register.companies import FIELDS, Row

XML, CSV_SJIS, CSV_UNICODE = "12", "01", "02"
MEDIA = {
    XML: "application/xml; charset=utf-8",
    CSV_SJIS: "text/csv; charset=Shift_JIS",
    CSV_UNICODE: "text/csv; charset=utf-8",
}


def written(
    rows: Sequence[Row], kind: str, *, count: int, today: date, part: int, parts: int
) -> bytes:
    """Return one part of an answer in the wanted form; ``count`` counts all parts."""
    numbered = [row | {"sequenceNumber": str(place)} for place, row in enumerate(rows, start=1)]
    head = {
        "lastUpdateDate": today.isoformat(),
        "count": str(count),
        "divideNumber": str(part),
        "divideSize": str(parts),
    }
    return _xml(numbered, head) if kind == XML else _csv(numbered, head, kind)


def _xml(rows: Sequence[Row], head: Row) -> bytes:
    root = etree.Element("corporations")
    for name, text in head.items():
        etree.SubElement(root, name).text = text
    for row in rows:
        company = etree.SubElement(root, "corporation")
        for name in FIELDS:
            etree.SubElement(company, name).text = row[name]
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _csv(rows: Sequence[Row], head: Row, kind: str) -> bytes:
    paper = io.StringIO(newline="")
    writer = csv.writer(paper, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(head.values())
    quoting = csv.writer(paper, quoting=csv.QUOTE_ALL)
    quoting.writerows([row[name] for name in FIELDS] for row in rows)
    encoding = "cp932" if kind == CSV_SJIS else "utf-8"
    return paper.getvalue().encode(encoding, "replace")
