"""見本の法人 — fictional companies, each as the rows the register publishes."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from kyosai.basis import parameters
from kyosai.basis.identifiers import is_corporate_number

FIELDS = (
    "sequenceNumber", "corporateNumber", "process", "correct", "updateDate", "changeDate", "name",
    "nameImageId", "kind", "prefectureName", "cityName", "streetNumber", "addressImageId",
    "prefectureCode", "cityCode", "postCode", "addressOutside", "addressOutsideImageId",
    "closeDate", "closeCause", "successorCorporateNumber", "changeCause", "assignmentDate",
    "latest", "enName", "enPrefectureName", "enCityName", "enAddressOutside", "furigana",
    "hihyoji",
)  # fmt: skip
Row = dict[str, str]
CROWD = 50  # plain companies, so that answers are divided into several


@dataclass(frozen=True)
class Company:
    """A company of the sample register."""

    base: str
    name: str
    furigana: str
    kind: str
    prefecture: str
    city: str
    street: str
    prefecture_code: str
    city_code: str
    post_code: str
    assigned_on: date
    about: str = ""
    process: str = "01"
    changed_on: date | None = None
    closed_on: date | None = None
    close_cause: str = ""
    successor: str = ""
    name_image: str = ""
    former_name: str = ""

    @property
    def number(self) -> str:
        """The 法人番号: check digit first."""
        return numbered(self.base)


def numbered(base: str) -> str:
    """Return twelve digits with their check digit in front."""
    weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base)))
    number = f"{9 - weighed % 9}{base}"
    assert is_corporate_number(number)
    return number


@cache
def named() -> dict[str, Company]:
    """Return the companies that have a story, by number."""
    rows = parameters.table(__package__, "companies")["company"]
    return {company.number: company for company in (Company(**row) for row in rows)}


@cache
def everybody() -> dict[str, Company]:
    """Return all companies by number."""
    return named() | {company.number: company for company in map(_one_of_many, range(CROWD))}


def rows(company: Company, *, with_history: bool) -> list[Row]:
    """Return the newest row, after the earlier ones when history is asked for."""
    newest = _row(company)
    if not (with_history and company.former_name):
        return [newest]
    day = company.assigned_on.isoformat()
    older = newest | {"name": company.former_name, "process": "01", "latest": "0",
                      "updateDate": day, "changeDate": day}  # fmt: skip
    return [older, newest]


def _row(company: Company) -> Row:
    changed = (company.changed_on or company.assigned_on).isoformat()
    known = {
        "corporateNumber": company.number,
        "process": company.process,
        "correct": "0",
        "updateDate": changed,
        "changeDate": changed,
        "name": company.name,
        "nameImageId": company.name_image,
        "kind": company.kind,
        "prefectureName": company.prefecture,
        "cityName": company.city,
        "streetNumber": company.street,
        "prefectureCode": company.prefecture_code,
        "cityCode": company.city_code,
        "postCode": company.post_code,
        "closeDate": company.closed_on.isoformat() if company.closed_on else "",
        "closeCause": company.close_cause,
        "successorCorporateNumber": numbered(company.successor) if company.successor else "",
        "assignmentDate": company.assigned_on.isoformat(),
        "latest": "1",
        "furigana": company.furigana,
        "hihyoji": "0",
    }
    return dict.fromkeys(FIELDS, "") | known


def _one_of_many(serial: int) -> Company:
    return Company(
        base=f"9999020{serial:05d}", name=f"見本商事第{serial + 1}号株式会社",
        furigana="ミホンショウジ", kind="301", prefecture="東京都", city="架空区",
        street=f"見本町２丁目{serial + 1}番", prefecture_code="13", city_code="999",
        post_code="1009999", assigned_on=date(2020, 4, 1),
    )  # fmt: skip
