"""Files that mean harm or are merely broken, made on the spot; each carries a marker."""

import struct
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

MARKER = b"MARKER-7f3a91"
TEXT = MARKER.decode()


def jpeg(size: tuple[int, int] = (640, 480), *, flat: bool = False, **extra: object) -> bytes:
    written = BytesIO()
    picture = Image.new("RGB", size) if flat else Image.effect_noise(size, 40).convert("RGB")
    picture.save(written, "JPEG", **extra)
    return written.getvalue()


def png(size: tuple[int, int] = (640, 480), mode: str = "RGB", **extra: object) -> bytes:
    written = BytesIO()
    Image.new(mode, size).save(written, "PNG", **extra)
    return written.getvalue()


def heic() -> bytes:
    import pillow_heif

    written = BytesIO()
    pillow_heif.from_pillow(Image.linear_gradient("L").convert("RGB")).save(written)
    return written.getvalue()


def jpeg_with_location() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = TEXT
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (35.0, 40.0, 0.0)
    return jpeg((640, 480), exif=exif.tobytes(), comment=MARKER)


def jpeg_with_php_tail() -> bytes:
    return jpeg() + b"<?php system('" + MARKER + b"'); ?>"


def jpeg_with_html_comment() -> bytes:
    return jpeg(comment=b"<script>alert('" + MARKER + b"')</script>")


def png_with_text() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    text.add_text("Comment", TEXT)
    return png(pnginfo=text) + MARKER


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    row = zlib.compress(b"\0" * (width // 8 + 1), 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def pdf(pages: int = 1, *, size: tuple[float, float] = (595, 842)) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=size)
        page.Contents = made.make_stream(b"0.2 0.4 0.8 rg 50 50 200 200 re f")
    return made


def saved(made: pikepdf.Pdf, **how: object) -> bytes:
    written = BytesIO()
    made.save(written, **how)
    return written.getvalue()


def pdf_with_javascript() -> bytes:
    made = pdf()
    script = Dictionary(S=Name.JavaScript, JS=f"app.alert('{TEXT}')")
    made.Root.OpenAction = made.make_indirect(script)
    return saved(made)


def pdf_with_launch() -> bytes:
    made = pdf()
    made.Root.OpenAction = made.make_indirect(Dictionary(S=Name.Launch, F=f"/bin/{TEXT}"))
    return saved(made)


def pdf_with_file_inside() -> bytes:
    made = pdf()
    made.attachments[f"{TEXT}.exe"] = b"MZ" + MARKER
    return saved(made)


def pdf_with_link() -> bytes:
    made = pdf()
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([50, 50, 250, 250]),
        A=Dictionary(S=Name.URI, URI=f"http://{TEXT}.example/"),
    )
    made.pages[0].Annots = Array([made.make_indirect(link)])
    return saved(made)


def pdf_with_xfa(*, dynamic: bool) -> bytes:
    made = pdf()
    form = made.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>" + MARKER)
    made.Root.AcroForm = Dictionary(XFA=form, Fields=Array([]))
    if dynamic:
        made.Root.NeedsRendering = True
    return saved(made)


def pdf_with_metadata() -> bytes:
    made = pdf()
    made.docinfo["/Author"] = TEXT
    return saved(made) + b"\n" + MARKER


def pdf_locked() -> bytes:
    return saved(pdf(), encryption=pikepdf.Encryption(user=TEXT, owner=TEXT))


def pdf_bomb() -> bytes:
    made = pdf()
    spaces = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    stream = pikepdf.Stream(made, spaces)
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    made.pages[0].Contents = made.make_indirect(stream)
    written = BytesIO()
    made.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return written.getvalue()


def pdf_picture_bomb() -> bytes:
    made = pdf()
    picture = pikepdf.Stream(
        made,
        zlib.compress(b"\0" * 200_000_000, 9),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=40_000,
        Height=40_000,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        Filter=Name.FlateDecode,
    )
    made.pages[0].Resources = Dictionary(XObject=Dictionary(P=picture))
    made.pages[0].Contents = made.make_stream(b"q 500 0 0 500 0 0 cm /P Do Q")
    return saved(made)


def gif_moving() -> bytes:
    frames = [Image.new("P", (50, 50), colour) for colour in (0, 100)]
    written = BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    return written.getvalue() + MARKER
