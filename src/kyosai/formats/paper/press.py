"""組版 — one compiler a process, the shipped font alone, equal input giving equal bytes."""

from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import Final

import typst

FONT = "BIZ UDPGothic"
STANDARD: Final = "a-2a"  # PDF/A-2a: kept for decades, and readable aloud.
_turn = Lock()


class CannotBeSet(Exception):
    """The page cannot be made; the reason names what stood in the way."""


def page(template: str, values: dict[str, str], *, made_on: date) -> bytes:
    """Return the PDF of a template with its values; ``made_on`` is its only date.

    Values are text to the template, never part of it: whatever they hold is printed, not run.
    """
    moment = datetime.combine(made_on, time(0), tzinfo=UTC)
    try:
        with _turn:
            made = _compiler().compile(
                input=_source(template),
                format="pdf",
                sys_inputs=values,
                pdf_standards=[STANDARD],
                timestamp=moment,
            )
    except typst.TypstError as error:
        raise CannotBeSet(str(error)) from error
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    with as_file(files(__package__).joinpath("fonts")) as folder:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


@cache
def _source(template: str) -> bytes:
    return files(__package__).joinpath(template).read_bytes()
