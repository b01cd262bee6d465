"""貸付けの契約書 — the text a holder signed, to be read again, with the note of the signature."""

from dataclasses import dataclass
from datetime import date

from kyosai.formats.paper import glyphs, press


@dataclass(frozen=True)
class LoanContract:
    """What the pages say: the text letter for letter, and one sentence about its signature."""

    number: str
    text: str
    signed: str
    issuer: str
    made_on: date
    is_sample: bool = False
    label: str = "貸付番号"


def written(contract: LoanContract) -> bytes:
    """Return the PDF; the same contract gives the same bytes, today and in ten years."""
    lines, missing = [], list[str]()
    for line in contract.text.split("\n"):
        shown, lacking = glyphs.printable(line)
        lines.append(shown)
        missing += lacking
    values = {
        "label": contract.label,
        "number": contract.number,
        "text": "\n".join(lines),
        "signed": contract.signed,
        "issuer": contract.issuer,
        "note": _note(missing),
        "sample": "yes" if contract.is_sample else "no",
    }
    return press.page("loan_contract.typ", values, made_on=contract.made_on)


def _note(missing: list[str]) -> str:
    """Tell which character a 〓 stands for: the text that was signed has it as it is."""
    points = "、".join(f"U+{ord(each):04X}" for each in dict.fromkeys(missing))
    return f"{glyphs.GETA}は、この書体にない文字です（{points}）。" if missing else ""
