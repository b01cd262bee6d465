"""PDF — each page drawn at 150 dots an inch, and a new PDF made of the drawings."""

from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from kyosai.wires.cleaning import confinement, pictures, refusals

DOTS_AN_INCH = 150
_SCALE = DOTS_AN_INCH / 72


def rebuilt(content: bytes) -> tuple[bytes, bytes, int]:
    """Return a new PDF with one picture a page, a preview of the first, and how many pages."""
    document = _opened(content)
    count = len(document)
    if count > refusals.MOST_PAGES:
        raise refusals.TooManyPages(count)
    if not count:
        raise refusals.Broken
    for number in range(count):
        width, height = document.get_page_size(number)  # parses nothing yet
        pictures.check_size(round(width * _SCALE), round(height * _SCALE))
    return _drawn(document, count)


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise (refusals.Locked if is_locked else refusals.Broken) from None
    if document.get_formtype() == raw.FORMTYPE_XFA_FULL:
        raise refusals.FillingForm
    document.init_forms()
    return document


def _drawn(document: pypdfium2.PdfDocument, count: int) -> tuple[bytes, bytes, int]:
    made = pikepdf.new()
    preview = b""
    for number in range(count):
        page = document[number]
        drawing: Image.Image = page.render(scale=_SCALE).to_pil().convert("RGB")
        page.close()
        preview = preview or pictures.preview(drawing)
        _add_page(made, drawing)
        confinement.allow_the_rest()
    written = BytesIO()
    made.save(written, deterministic_id=True)
    return written.getvalue(), preview, count


def _add_page(made: pikepdf.Pdf, drawing: Image.Image) -> None:
    width, height = drawing.size[0] / _SCALE, drawing.size[1] / _SCALE
    picture = pikepdf.Stream(
        made,
        pictures.as_jpeg(drawing),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=drawing.size[0],
        Height=drawing.size[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = made.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.Contents = made.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q".encode())
