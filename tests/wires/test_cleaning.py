"""What comes out of the cleaning is new, and what cannot be cleaned is refused with a reason."""

import contextlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kyosai.wires.cleaning import cleaner, confined, confinement, fake, kinds, refusals
from kyosai.wires.cleaning.refusals import NotAccepted
from tests.wires import hostile_files as files

pytestmark = pytest.mark.timeout(60)  # the child has limits of its own; a hang ends here


def rebuild(content: bytes, filename: str = "x.pdf") -> cleaner.Cleaned:
    return cleaner.rebuild(content, filename=filename)


def zipped() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", files.MARKER)
    return written.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], type[NotAccepted]]] = {
    "空のファイル": (lambda: b"", refusals.EmptyFile),
    "文字だけ": (lambda: b"hello", refusals.WrongKind),
    "でたらめ": (lambda: bytes(range(256)) * 40, refusals.WrongKind),
    "プログラムにpdfの名前": (lambda: b"MZ\x90\0" + bytes(500), refusals.Program),
    "Linuxのプログラム": (lambda: b"\x7fELF" + bytes(500), refusals.Program),
    "スクリプト": (lambda: b"#!/bin/sh\nrm -rf /", refusals.Program),
    "PHP": (lambda: b"<?php system('x');", refusals.Program),
    "SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', refusals.WebPage),
    "HTML": (lambda: b"\xef\xbb\xbf\n <!DOCTYPE html><html>", refusals.WebPage),
    "HTMLで始まるPDF": (
        lambda: b"<html>" + files.saved(files.pdf()),
        refusals.WebPage,
    ),
    "ZIP": (zipped, refusals.OfficeOrZip),
    "古いWord": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), refusals.OfficeOrZip),
    "動くGIF": (files.gif_moving, refusals.MovingPicture),
    "50 MB": (lambda: b"%PDF-1.7" + bytes(50 * 1024 * 1024), refusals.TooLarge),
    "パスワードつきPDF": (files.pdf_locked, refusals.Locked),
    "途中で切れたPDF": (lambda: files.saved(files.pdf())[:200], refusals.Broken),
    "見出しだけのPDF": (lambda: b"%PDF-1.7\n%%EOF", refusals.Broken),
    "動的なXFA": (lambda: files.pdf_with_xfa(dynamic=True), refusals.FillingForm),
    "61ページ": (lambda: files.saved(files.pdf(61)), refusals.TooManyPages),
    "巨大なページ": (
        lambda: files.saved(files.pdf(size=(14_400, 14_400))),
        refusals.TooManyPixels,
    ),
    "6万画素四方のPNG": (files.png_bomb, refusals.TooManyPixels),
    "4千万画素をこえるJPEG": (lambda: files.jpeg((8000, 5001), flat=True), refusals.TooManyPixels),
    "途中で切れたJPEG": (lambda: files.jpeg()[:3000], refusals.Broken),
    "途中で切れたPNG": (lambda: files.png()[:300], refusals.Broken),
    "途中で切れたHEIC": (lambda: files.heic()[:300], refusals.Broken),
    "見出しだけのJPEG": (lambda: b"\xff\xd8\xff", refusals.Broken),
    "見出しだけのPNG": (lambda: b"\x89PNG\r\n\x1a\n", refusals.Broken),
    "見出しだけのHEIC": (lambda: b"\0\0\0\x1cftypheic", refusals.Broken),
}
REBUILT: dict[str, Callable[[], bytes]] = {
    "位置情報つきJPEG": files.jpeg_with_location,
    "PHPのしっぽ": files.jpeg_with_php_tail,
    "HTMLのコメント": files.jpeg_with_html_comment,
    "文字つきPNG": files.png_with_text,
    "JavaScript": files.pdf_with_javascript,
    "起動": files.pdf_with_launch,
    "添付ファイル": files.pdf_with_file_inside,
    "リンク": files.pdf_with_link,
    "静的なXFA": lambda: files.pdf_with_xfa(dynamic=False),
    "文書の属性": files.pdf_with_metadata,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_cleaned_is_refused(name: str) -> None:
    make, refusal = REFUSED[name]

    with pytest.raises(refusal) as refused:
        rebuild(make())

    assert re.search(r"。$", refused.value.reason)
    assert files.TEXT not in refused.value.reason


@pytest.mark.parametrize("name", REBUILT)
def test_nothing_but_pixels_survives(name: str) -> None:
    content = REBUILT[name]()
    assert files.MARKER in content or b"/Encrypt" in content or content[:5] == b"%PDF-"

    made = rebuild(content)

    for part in (made.content, made.preview_jpeg):
        assert files.MARKER not in part
        for word in (b"<script", b"<?php", b"Exif", b"ICC_PROFILE"):
            assert word not in part
    if made.media == "application/pdf":
        with pikepdf.open(BytesIO(made.content)) as opened:
            assert files.TEXT not in str(opened.Root) + str(opened.docinfo)
            assert set(opened.Root.keys()) == {"/Pages", "/Type"}
            assert set(opened.pages[0].keys()) <= {
                "/Contents", "/MediaBox", "/Parent", "/Resources", "/Type",
            }  # fmt: skip


def test_the_largest_page_fits_into_the_memory_given() -> None:
    made = rebuild(files.saved(files.pdf(size=(3030, 3030))))

    assert made.pages == 1


@pytest.mark.parametrize(
    "make", [files.pdf_bomb, pytest.param(files.pdf_picture_bomb, marks=pytest.mark.long)]
)
def test_a_bomb_is_refused_or_comes_out_small(make: Callable[[], bytes]) -> None:
    content = make()

    try:
        made = rebuild(content)
    except (refusals.TooDemanding, refusals.Broken):
        return
    assert len(made.content) < 1024 * 1024


def test_a_photograph_keeps_its_size_and_stands_upright() -> None:
    made = rebuild(files.jpeg_with_location(), "領収書.JPG")

    assert (made.media, made.pages, made.filename) == ("image/jpeg", 1, "領収書.jpg")
    assert Image.open(BytesIO(made.content)).size == (480, 640)
    assert max(Image.open(BytesIO(made.preview_jpeg)).size) <= 640


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_jpeg(mode: str) -> None:
    made = rebuild(files.png(mode=mode))

    assert Image.open(BytesIO(made.content)).mode == "RGB"


def test_what_is_transparent_becomes_paper() -> None:
    written = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")

    made = rebuild(written.getvalue())

    assert Image.open(BytesIO(made.content)).getpixel((20, 20)) == (255, 255, 255)


def test_a_photograph_of_an_iphone_is_taken() -> None:
    made = rebuild(files.heic(), "IMG_0001.HEIC")

    assert (made.media, made.filename) == ("image/jpeg", "IMG_0001.jpg")


def test_a_pdf_shows_what_it_showed() -> None:
    made = rebuild(files.saved(files.pdf(3)), "../../etc/申告書.pdf")

    assert (made.media, made.pages, made.filename) == ("application/pdf", 3, "申告書.pdf")
    drawn = pypdfium2.PdfDocument(made.content)
    red, green, blue = drawn[2].render(scale=1).to_pil().convert("RGB").getpixel((100, 742))
    assert (red, green, blue) == pytest.approx((51, 102, 204), abs=12)
    assert drawn[0].get_size() == pytest.approx((595, 842), abs=1)


def test_equal_files_are_rebuilt_equal() -> None:
    content = files.saved(files.pdf(2))

    assert rebuild(content).content == rebuild(content).content


def test_the_reason_tells_what_was_measured() -> None:
    assert "50.0 MBあります" in refusals.TooLarge(50 * 1024 * 1024).reason
    assert "10.1 MBあります" in refusals.TooLarge(10 * 1024 * 1024 + 1).reason
    assert "61ページあります" in refusals.TooManyPages(61).reason
    assert "4,001万画素あります" in refusals.TooManyPixels(40_010_000).reason


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a/b\\c.pdf", "c.jpg"),
        ("", "file.jpg"),
        ("..", "file.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("x" * 200 + ".png", "x" * 60 + ".jpg"),
        ('a"\r\nSet-Cookie: b.png', "aSet-Cookie b.jpg"),
        ("gpj.\u202eexe", "gpj.jpg"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert cleaner.safe_name(given, "image/jpeg") == kept


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b'{"refused": "Nonsense", "figure": 0}\n',
        b'{"refused": ["x"], "figure": 0}\n',
        b'{"media": "text/html", "pages": 1, "content": 6, "preview": 0}\n<html>',
        b'{"media": "image/jpeg", "pages": 1, "content": 6, "preview": 0}\n<html>',
        b'{"media": "image/jpeg", "pages": 1, "content": 9, "preview": 0}\n\xff\xd8\xff',
        b'{"media": "image/jpeg", "pages": 99, "content": 3, "preview": 0}\n\xff\xd8\xff',
    ],
)
def test_the_child_is_believed_no_more_than_a_stranger(answer: bytes) -> None:
    with pytest.raises(refusals.Broken):
        cleaner._cleaned(answer, "x.jpg")


def test_the_child_has_no_network_no_files_and_no_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KYOSAI_SECRET", files.TEXT)
    inside = """
import json, os, socket, sys
from kyosai.wires.cleaning import confinement
confinement.limit_resources()
alone = confinement.leave_network()
confinement.close_doors()
told = {"alone": alone, "secret": "KYOSAI_SECRET" in os.environ, "uid": os.geteuid()}
try:
    open("/etc/hostname")
    told["file"] = True
except OSError:
    told["file"] = False
try:
    os.fork() or os._exit(0)
    told["fork"] = True
except OSError:
    told["fork"] = False
print(json.dumps(told))
"""
    told = json.loads(
        subprocess.run(
            [sys.executable, "-s", "-P", "-c", inside],
            env={"PYTHONPATH": confined._SOURCE},
            capture_output=True,
            check=True,
        ).stdout
    )

    assert not told["file"]
    assert not told["fork"]
    assert not told["secret"]
    assert told["uid"] != 0


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = tmp_path / "kyosai" / "wires" / "cleaning"
    place.mkdir(parents=True)
    (place / "child.py").write_text("import time; time.sleep(60)")
    monkeypatch.setattr(confined, "_SOURCE", str(tmp_path))
    monkeypatch.setattr(confined, "SECONDS", 0.5)

    with pytest.raises(refusals.TooDemanding):
        rebuild(files.jpeg())


def test_too_many_at_once_wait_and_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS_IN_LINE", 0.05)
    for _ in range(confined.AT_ONCE):
        confined._places.acquire()
    try:
        with pytest.raises(refusals.Crowded):
            rebuild(files.jpeg())
    finally:
        confined._places.release(confined.AT_ONCE)


def test_a_place_is_given_back_after_a_refusal() -> None:
    for _ in range(confined.AT_ONCE + 1):
        with pytest.raises(refusals.Broken):
            rebuild(b"\xff\xd8\xff")


def test_every_refusal_can_come_back_from_the_child() -> None:
    subclasses = {kind.__name__ for kind in NotAccepted.__subclasses__()}

    assert set(refusals.BY_NAME) == subclasses


@given(st.binary(max_size=300))
def test_any_beginning_has_a_kind_or_a_refusal(content: bytes) -> None:
    with contextlib.suppress(NotAccepted):
        assert kinds.kind_of(content) in {"pdf", "jpeg", "png", "heic"}


SAMPLES = {"jpeg": files.jpeg((60, 40)), "png": files.png((60, 40))}


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_flipped_bytes_are_rebuilt_or_refused(kind: str, flips: list[tuple[float, int]]) -> None:
    content = bytearray(SAMPLES[kind])
    for share, byte in flips:
        content[int(share * len(content))] = byte

    with contextlib.suppress(NotAccepted):
        rebuild(bytes(content))


def test_the_fake_plays_the_same_part() -> None:
    assert fake.FakeCleaning().rebuild(b"%PDF-1.7", filename="a.x").filename == "a.pdf"
    with pytest.raises(refusals.Locked):
        fake.FakeCleaning(refusals.Locked()).rebuild(b"", filename="a.pdf")


def test_the_limits_are_those_written_down() -> None:
    assert (confinement.MEMORY, confinement.CPU_SECONDS) == (1_500 * 1024 * 1024, 10)
    assert confinement.CPU_SECONDS_AT_FIRST < 5
