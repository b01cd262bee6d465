"""書類を送る — the signed receipt as data, or pictures rebuilt, sealed and sent at once."""

from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts, partners
from kyosai.doors.portal.enrolment import path, views
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import told
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import Attachment
from kyosai.wires.cleaning.cleaner import Cleaned

MEGABYTE = 1024 * 1024
LARGEST_RECEIPT = 200 * 1024
LARGEST_PICTURE = 10 * MEGABYTE
MOST_PICTURES = 10
MOST_SENDINGS = 30  # also what was taken out again: each went to the core, sealed (ZON-08)
SENDINGS = "sendings"


class ReceiptFile(Asked):
    """The file e-Tax gave after the tax return."""

    receipt = told(
        forms.FileField(
            label="受信通知のファイルを選んでください",
            error_messages={
                "required": "受信通知のファイルを選んでください。",
                "empty": "ファイルが空です。e-Taxから受信通知をもう一度保存して、選んでください。",
                "invalid": "ファイルを受け取れませんでした。もう一度選んでください。",
            },
            help_text="XMLのファイル（.xml か .xtx）を1つ、200キロバイトまで送れます。",
        ),
        accept=".xml,.xtx,application/xml,text/xml",
        why="確定申告をしたことを、国税庁の署名で確かめるためです。写真はいりません。",
    )

    def clean_receipt(self) -> dict[str, Any]:
        """Refuse what cannot be a receipt; its signature is checked by the core."""
        file: UploadedFile[bytes] = self.cleaned_data["receipt"]
        if (file.size or 0) > LARGEST_RECEIPT:
            raise forms.ValidationError(
                f"ファイルが大きすぎます（{_size(file)}）。200キロバイトまでのファイルを選んでください。"
            )
        content = file.read()
        start = content[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
        if not start.startswith(b"<") or b"<!DOCTYPE" in content or b"<html" in start.lower():
            raise forms.ValidationError(
                "受信通知のファイルではないようです。e-Taxの「メッセージボックス」で保存した"
                "XMLのファイルを選んでください。"
            )
        return {
            "name": _name(file),
            "size": len(content),
            "content": b64encode(content).decode(),
        }

    def kept(self) -> Answers:
        """Keep the file itself in the sealed draft: it goes with the application."""
        receipt: Answers = self.cleaned_data["receipt"]
        return receipt


class Picture(Asked):
    """One picture or PDF."""

    picture = told(
        forms.FileField(
            label="写真かPDFを選んでください",
            error_messages={
                "required": "写真かPDFのファイルを選んでください。",
                "empty": "ファイルが空です。撮り直すか、別のファイルを選んでください。",
                "invalid": "ファイルを受け取れませんでした。もう一度選んでください。",
            },
            help_text=(
                "JPEG・PNG・HEICの写真か、PDFを送れます。"
                "1つ10MBまで、1回に1つ、合わせて10個までです。PDFは20ページまでです。"
            ),
        ),
        accept="image/*,.heic,application/pdf",
        why="事業をしていることを、担当者が書類で確かめるためです。",
    )

    def clean_picture(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before it is opened."""
        file: UploadedFile[bytes] = self.cleaned_data["picture"]
        if (file.size or 0) > LARGEST_PICTURE:
            raise forms.ValidationError(
                f"ファイルが大きすぎます（{_size(file)}）。"
                "10MBまでにしてください。写真のサイズを小さくして、もう一度選んでください。"
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.DAA)
def receipt_file(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take the receipt into the sealed draft."""
    answers = drafts.load(visitor, views.PROCEDURE)
    question = path.BY_KEY["receipt_file"]
    if not question.is_asked(answers):
        return redirect("portal:enrolment")
    form = ReceiptFile(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ReceiptFile(request.POST, request.FILES)
        if not request.FILES and answers.get(question.key):
            return redirect(views.onward(request, question, answers))
        if form.is_valid():
            answers = drafts.keep(visitor, views.PROCEDURE, question.key, form.kept())
            return redirect(views.onward(request, question, answers))
    words = views.page(request, question, answers, form, visitor)
    words["present"] = answers.get(question.key)
    return render(request, "portal/enrolment/receipt_file.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.DAA)
def pictures(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take one picture: cleaned, sealed, sent; the draft keeps its number, name and size."""
    answers = drafts.load(visitor, views.PROCEDURE)
    question = path.BY_KEY["pictures"]
    if not question.is_asked(answers):
        return redirect("portal:enrolment")
    present = answers.get(question.key, [])
    form = Picture()
    if request.method == "POST" and "next" in request.POST and present and not request.FILES:
        return redirect(views.onward(request, question, answers))
    if request.method == "POST":
        form = Picture(request.POST, request.FILES)
        if form.is_valid() and _added(visitor, form):
            query = "?from=check" if views.came_from_check(request) else ""
            return redirect(f"{views.address(question)}{query}")
    words = views.page(request, question, answers, form, visitor)
    words |= {"present": present, "is_full": len(present) >= MOST_PICTURES}
    return render(request, "portal/enrolment/pictures.html", words)


@require_POST
@signed_in_by(Provider.DAA)
def remove_picture(request: HttpRequest, visitor: Visitor, attachment: UUID) -> HttpResponse:
    """Leave a sent picture out of the application."""
    with transaction.atomic():  # another window may be sending a picture
        drafts.locked(visitor, views.PROCEDURE)
        present = _present(visitor)
        left = [each for each in present if each["id"] != str(attachment)]
        drafts.keep(visitor, views.PROCEDURE, "pictures", left)
    query = "?from=check" if views.came_from_check(request) else ""
    return redirect(f"{views.address(path.BY_KEY['pictures'])}{query}")


def _added(visitor: Visitor, form: Picture) -> bool:
    """Send a picture and note it, or put the refusal beside the field."""
    file: UploadedFile[bytes] = form.cleaned_data["picture"]
    if _is_full(visitor, form):
        return False
    content = file.read()
    try:
        cleaned = partners.rebuild(content, filename=_name(file))
    except Refused as refusal:
        form.add_error("picture", refusal.reason)
        return False
    with transaction.atomic():  # two windows may send at once: none is lost, and none too many
        drafts.locked(visitor, views.PROCEDURE)
        if _is_full(visitor, form):
            return False
        noted = _sent(visitor, cleaned, name=_name(file), content=content)
        drafts.keep(visitor, views.PROCEDURE, "pictures", [*_present(visitor), noted])
        drafts.keep(visitor, views.PROCEDURE, SENDINGS, _sendings(visitor) + 1)
    return True


def _present(visitor: Visitor) -> list[Answers]:
    return list(drafts.load(visitor, views.PROCEDURE).get("pictures", []))


def _sendings(visitor: Visitor) -> int:
    return int(drafts.load(visitor, views.PROCEDURE).get(SENDINGS, 0))


def _is_full(visitor: Visitor, form: Picture) -> bool:
    """Tell whether no more pictures are taken, and put why beside the field."""
    if len(_present(visitor)) >= MOST_PICTURES:
        form.add_error("picture", f"{MOST_PICTURES}個までです。いらないものを外してください。")
    elif _sendings(visitor) >= MOST_SENDINGS:
        form.add_error(
            "picture",
            f"送れるのは{MOST_SENDINGS}回までです。送った書類で進むか、「問い合わせる」をご覧ください。",
        )
    return bool(form.errors)


def _sent(visitor: Visitor, cleaned: Cleaned, *, name: str, content: bytes) -> Answers:
    """Send a picture sealed to the core; return what the draft keeps of it."""
    number = str(uuid4())
    postbox.send(
        Attachment(
            person=str(visitor.person),
            attachment=number,
            filename=name,
            media=cleaned.media,
            pages=cleaned.pages,
            content=b64encode(cleaned.content).decode(),
            original_digest=fingerprint.digest(content),
        )
    )
    return {"id": number, "name": name, "pages": cleaned.pages, "size": len(content)}


def _name(file: "UploadedFile[bytes]") -> str:
    """Return a name fit to be shown and kept: no path, no odd characters, not too long."""
    name = "".join(c for c in str(file.name or "") if not writing.has_odd_characters(c))
    return name.replace("\\", "/").rsplit("/", 1)[-1][-80:] or "ファイル"


def _size(file: "UploadedFile[bytes]") -> str:
    tenths = (file.size or 0) * 10 // MEGABYTE
    return f"{tenths // 10}.{tenths % 10}MB"
