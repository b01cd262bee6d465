"""書類を送る — pictures rebuilt, sealed and sent at once."""

from base64 import b64encode
from dataclasses import dataclass
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
from kyosai.doors.portal.enrolment import views
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.enrolment.way import Road, on_the_way
from kyosai.doors.portal.inputs import uploads
from kyosai.doors.portal.inputs.fields import told
from kyosai.doors.portal.persons import Visitor
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import Attachment
from kyosai.wires.cleaning.cleaner import Cleaned

LARGEST_PICTURE = 10 * uploads.MEGABYTE
MOST_PICTURES = 10
MOST_SENDINGS = 30  # also what was taken out again: each went to the core, sealed (ZON-08)
SENDINGS = "sendings"


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
                f"ファイルが大きすぎます（{uploads.size(file)}）。"
                "10MBまでにしてください。写真のサイズを小さくして、もう一度選んでください。"
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def pictures(
    request: HttpRequest, visitor: Visitor, *, way: Road, key: str = "pictures"
) -> HttpResponse:
    """Take one picture: cleaned, sealed, sent; the draft keeps its number, name and size."""
    answers = way.load(visitor)
    question = way.find(key)
    if question is None or not question.is_asked(answers):
        return redirect(way.url("enrolment"))
    present = answers.get(key, [])
    form = Picture()
    if request.method == "POST" and "next" in request.POST and present and not request.FILES:
        return redirect(views.onward(request, question, answers, way=way))
    if request.method == "POST":
        form = Picture(request.POST, request.FILES)
        if form.is_valid() and _added(Pile(visitor, way, key), form):
            return redirect(_back_to(request, way, key))
    words = views.page(request, question, answers, form, visitor, way=way)
    removals = [way.url(f"remove_{key}", each["id"]) for each in present]
    words |= {
        "present": list(zip(present, removals, strict=True)),
        "is_full": len(present) >= MOST_PICTURES,
    }
    return render(request, "portal/enrolment/pictures.html", words)


@require_POST
@on_the_way
def remove_picture(
    request: HttpRequest, visitor: Visitor, *, way: Road, attachment: UUID, key: str = "pictures"
) -> HttpResponse:
    """Leave a sent picture out of the application."""
    pile = Pile(visitor, way, key)
    with transaction.atomic():  # another window may be sending a picture
        drafts.locked(visitor, way.procedure)
        left = [each for each in pile.present() if each["id"] != str(attachment)]
        way.keep(visitor, key, left)
    return redirect(_back_to(request, way, key))


@dataclass(frozen=True)
class Pile:
    """The pictures under one key of a draft."""

    visitor: Visitor
    way: Road
    key: str

    def present(self) -> list[Answers]:
        """Return what was sent and not taken out again."""
        return list(self.way.load(self.visitor).get(self.key, []))

    def sendings(self) -> int:
        """Count everything ever sent with this draft."""
        return int(self.way.load(self.visitor).get(SENDINGS, 0))


def _back_to(request: HttpRequest, way: Road, key: str) -> str:
    query = "?from=check" if views.came_from_check(request) else ""
    return f"{way.url(key)}{query}"


def _added(pile: Pile, form: Picture) -> bool:
    """Send a picture and note it, or put the refusal beside the field."""
    file: UploadedFile[bytes] = form.cleaned_data["picture"]
    if _is_full(pile, form):
        return False
    content = file.read()
    try:
        cleaned = partners.rebuild(content, filename=uploads.name(file))
    except Refused as refusal:
        form.add_error("picture", refusal.reason)
        return False
    with transaction.atomic():  # two windows may send at once: none is lost, and none too many
        drafts.locked(pile.visitor, pile.way.procedure)
        if _is_full(pile, form):
            return False
        noted = sent(pile.visitor, cleaned, name=uploads.name(file), content=content)
        pile.way.keep(pile.visitor, pile.key, [*pile.present(), noted])
        pile.way.keep(pile.visitor, SENDINGS, pile.sendings() + 1)
    return True


def _is_full(pile: Pile, form: Picture) -> bool:
    """Tell whether no more pictures are taken, and put why beside the field."""
    if len(pile.present()) >= MOST_PICTURES:
        form.add_error("picture", f"{MOST_PICTURES}個までです。いらないものを外してください。")
    elif pile.sendings() >= MOST_SENDINGS:
        form.add_error(
            "picture",
            f"送れるのは{MOST_SENDINGS}回までです。送った書類で進むか、「問い合わせる」をご覧ください。",
        )
    return bool(form.errors)


def sent(visitor: Visitor, cleaned: Cleaned, *, name: str, content: bytes) -> Answers:
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
