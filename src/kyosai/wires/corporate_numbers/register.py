"""法人番号公表サイトへの接続 — one corporation by its number, as XML (type 12) with its history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
from lxml import etree

from kyosai.basis.identifiers import WrongNumber, is_corporate_number
from kyosai.wires import http
from kyosai.wires.failure import Rejected

XML_UNICODE = "12"
LARGEST = 1_000_000


@dataclass(frozen=True)
class RegisterConfig:
    """Where the register is, and the application number it gave us."""

    url: str
    application_id: str = "kyosai-workshop"


@dataclass(frozen=True)
class Corporation:
    """What the register says of one corporation: its newest row, and the names before it.

    The name is empty when the register shows it as an image alone. ``changed_on`` is the day of
    the last event, whatever it was.
    """

    number: str
    name: str
    furigana: str
    kind: str
    prefecture: str
    city: str
    street: str
    closed_on: date | None
    close_cause: str
    successor: str
    updated_on: date | None
    has_name_image: bool
    changed_on: date | None = None
    former_names: tuple[str, ...] = ()

    @property
    def office_address(self) -> str:
        """The registered office in one line."""
        return f"{self.prefecture}{self.city}{self.street}"

    @property
    def is_open(self) -> bool:
        """Tell whether the corporation still stands in the register."""
        return self.closed_on is None


@dataclass(frozen=True)
class Register:
    """The register, over HTTP."""

    config: RegisterConfig
    transport: httpx.BaseTransport | None = None

    def look_up(self, number: str) -> Corporation | None:
        """Return the corporation of a number, or nothing when the register has none."""
        if not is_corporate_number(number):
            raise WrongNumber("法人番号が正しくありません。13桁の番号をもう一度ご確認ください。")
        asked = {
            "id": self.config.application_id,
            "number": number,
            "type": XML_UNICODE,
            "history": "1",
        }
        with http.client(self.transport) as client:
            answer = http.ask(client, "GET", f"{self.config.url}/4/num", params=asked)
        if answer.status_code != 200:
            raise http.rejected(answer)
        return _corporation(_parsed(answer), number)


def _parsed(answer: httpx.Response) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    if len(answer.content) > LARGEST or b"<!DOCTYPE" in answer.content:
        raise http.rejected(answer)
    try:
        root = etree.fromstring(answer.content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise http.rejected(answer) from None
    if root.tag != "corporations":
        raise http.rejected(answer)
    return root


def _corporation(root: Any, number: str) -> Corporation | None:
    found = root.findall("corporation")
    if root.findtext("count", "").strip() != str(len(found)):
        raise Rejected("the register's count and its corporations differ")
    if not found:
        return None
    rows = [{part.tag: (part.text or "").strip() for part in each} for each in found]
    if any(row.get("corporateNumber") != number for row in rows):
        raise Rejected(f"the register answered another corporation than {number}")
    newest = [row for row in rows if row.get("latest", "1") != "0"]
    if len(newest) != 1:
        raise Rejected(f"the register answered {len(newest)} newest rows for {number}")
    former = [row["name"] for row in rows if row not in newest and row.get("name")]
    return _read(newest[0], former=tuple(name for name in former if name != newest[0].get("name")))


def _read(said: dict[str, str], *, former: tuple[str, ...]) -> Corporation:
    if not (said.get("name") or said.get("nameImageId")):
        raise Rejected("the register answered a corporation without a name")
    return Corporation(
        number=said["corporateNumber"],
        name=said.get("name", ""),
        furigana=said.get("furigana", ""),
        kind=said.get("kind", ""),
        prefecture=said.get("prefectureName", ""),
        city=said.get("cityName", ""),
        street=said.get("streetNumber", ""),
        closed_on=_day(said.get("closeDate", "")),
        close_cause=said.get("closeCause", ""),
        successor=said.get("successorCorporateNumber", ""),
        updated_on=_day(said.get("updateDate", "")),
        has_name_image=bool(said.get("nameImageId")),
        changed_on=_day(said.get("changeDate", "")),
        former_names=former,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Rejected(f"the register gave {text[:20]!r} as a day") from None
