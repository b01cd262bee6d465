"""画像 — pixels copied into a new buffer; nothing else of the file survives."""

from io import BytesIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from kyosai.wires.cleaning import refusals

LONGEST_SIDE = 3508  # A4 at 300 dots an inch: legible, and no larger.
PREVIEW_SIDE = 640
QUALITY = 85
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
assert TiffImagePlugin  # Exif is read by it; it must be loaded before the doors close.
Image.MAX_IMAGE_PIXELS = None  # Our own limit is stricter, and speaks Japanese.


def rebuilt(content: bytes, kind: str) -> tuple[bytes, bytes]:
    """Return a new JPEG of a picture, and a small one."""
    picture = _heic(content) if kind == "heic" else _opened(content, kind)
    return as_jpeg(picture), preview(picture)


def as_jpeg(picture: Image.Image) -> bytes:
    """Return the pixels as a JPEG without any metadata."""
    fresh = Image.frombytes("RGB", picture.size, picture.tobytes())
    written = BytesIO()
    fresh.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def preview(picture: Image.Image) -> bytes:
    """Return a picture small enough for a list."""
    small = picture.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return as_jpeg(small)


def check_size(width: int, height: int) -> None:
    """Refuse more pixels than any photograph of a page needs, before one is decoded."""
    if width * height > refusals.MOST_MEGAPIXELS * 1_000_000:
        raise refusals.TooManyPixels(width * height)
    if width < 1 or height < 1:
        raise refusals.Broken


def _opened(content: bytes, kind: str) -> Image.Image:
    reader = JpegImagePlugin.JpegImageFile if kind == "jpeg" else PngImagePlugin.PngImageFile
    picture: Image.Image = reader(BytesIO(content))
    check_size(*picture.size)
    turn = picture.getexif().get(0x0112, 1)
    if kind == "jpeg":
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    plain = _plain(picture)
    for step in _TURNS.get(turn, ()):
        plain = plain.transpose(step)
    return plain


def _heic(content: bytes) -> Image.Image:
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    picture = pillow_heif.open_heif(content, convert_hdr_to_8bit=True)[0]
    check_size(*picture.size)
    return _plain(picture.to_pillow())


def _plain(picture: Image.Image) -> Image.Image:
    """Return three channels of eight bits, transparency on white, no larger than needed."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda depth: depth / 256).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        picture = Image.alpha_composite(paper, layer)
    plain = picture.convert("RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return plain
