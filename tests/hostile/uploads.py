"""送りつけるファイル — a name, the file's own name, how it is made, and the words of the answer."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from tests.wires import hostile_files as made

TAKEN = ""


class File(NamedTuple):
    """One hostile file; taken when no words of refusal are given."""

    name: str
    filename: str
    content: Callable[[], bytes]
    says: str
    media: str = "image/jpeg"


def _zip() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("../../evil.txt", "x")
    return written.getvalue()


def _svg() -> bytes:
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'


KIND, BROKEN, TOO_MUCH = "添付できる形式ではありません", "こわれているか", "時間がかかりすぎる"
FILES = (
    File("空のファイル", "a.jpg", lambda: b"", "ファイルが空です"),
    File("ただの文字", "a.jpg", lambda: b"hello", KIND),
    File("写真の名のプログラム（Windows）", "a.jpg", lambda: b"MZ" + bytes(500), "プログラムです"),
    File(
        "写真の名のプログラム（Linux）", "a.pdf", lambda: b"\x7fELF" + bytes(500), "プログラムです"
    ),
    File("SVG", "a.svg", _svg, "SVGの形式", "image/svg+xml"),
    File("写真の名のHTML", "a.jpg", lambda: b"<html><script>alert(1)</script>", "SVGの形式"),
    File("ZIP", "a.zip", _zip, "ZIPのファイルは添付できません", "application/zip"),
    File("動くGIF", "a.gif", made.gif_moving, "GIF画像は添付できません", "image/gif"),
    File("はじめの3バイトだけの写真", "a.jpg", lambda: b"\xff\xd8\xff", BROKEN),
    File("半分で切れた写真", "a.jpg", lambda: made.jpeg()[:4_000], BROKEN),
    File("半分で切れたPDF", "a.pdf", lambda: made.saved(made.pdf())[:300], BROKEN),
    File("パスワードのかかったPDF", "a.pdf", made.pdf_locked, "パスワードがかかっている"),
    File("61ページのPDF", "a.pdf", lambda: made.saved(made.pdf(61)), "61ページあります"),
    File("60,000×60,000のPNG", "a.png", made.png_bomb, "万画素あります", "image/png"),
    File("ふくらむPDF（400MB）", "a.pdf", made.pdf_bomb, TOO_MUCH),
    File("画面だけのXFA", "a.pdf", lambda: made.pdf_with_xfa(dynamic=True), "特別な形式"),
    File("50MB", "a.jpg", lambda: b"\xff\xd8\xff" + bytes(50 * 2**20), "50.0MB"),
    File("写真とHTMLの合いの子", "a.html", made.jpeg_with_html_comment, TAKEN, "text/html"),
    File("写真とPHPの合いの子", "a.php", made.jpeg_with_php_tail, TAKEN),
    File("PDFとZIPの合いの子", "a.zip", lambda: made.saved(made.pdf()) + _zip(), TAKEN),
    File("場所の入った写真", "a.jpg", made.jpeg_with_location, TAKEN),
    File("JavaScriptの入ったPDF", "a.pdf", made.pdf_with_javascript, TAKEN, "application/pdf"),
    File("プログラムを抱えたPDF", "a.pdf", made.pdf_with_file_inside, TAKEN, "application/pdf"),
    File("よいHEIC", "a.heic", made.heic, TAKEN, "image/heic"),
    File("道をさかのぼる名", "../../../etc/passwd", lambda: made.jpeg(), TAKEN),
    File("Windowsの道の名", "C:\\Windows\\a.jpg", lambda: made.jpeg(), TAKEN),
    File("スクリプトの名", "<script>alert(1)</script>.jpg", lambda: made.jpeg(), TAKEN),
    File("向きを変える名", "見本\u202egpj.exe", lambda: made.jpeg(), TAKEN),
    File("252バイトの名", "あ" * 82 + ".jpg", lambda: made.jpeg(), TAKEN),
)
NOT_A_RECEIPT = "受信通知のファイルではないようです"
RECEIPTS = {
    "空の受信通知": (b"", "ファイルが空です"),
    "受信通知の名のPDF": (b"%PDF-1.7", NOT_A_RECEIPT),
    "外のファイルを読むXML（XXE）": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', NOT_A_RECEIPT),
    "十億の笑い": (
        b"<!DOCTYPE l [<!ENTITY a 'ha'>" + b"".join(
            b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
        ) + b"]><l>&j;</l>", NOT_A_RECEIPT),
    "HTMLの受信通知": (b"<html><body>x</body></html>", NOT_A_RECEIPT),
    "ゼロのならび": (bytes(5_000), NOT_A_RECEIPT),
    "201キロバイトの受信通知": (b"<a>" + b"x" * 205_900, "大きすぎます"),
}  # fmt: skip
