"""署名されたファイルを送る — one XML file of the tax office, taken into the sealed draft."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kyosai.doors.portal.enrolment import views
from kyosai.doors.portal.enrolment.asked import Answers, Asked, Question
from kyosai.doors.portal.enrolment.way import Road, on_the_way
from kyosai.doors.portal.inputs import uploads
from kyosai.doors.portal.inputs.fields import told
from kyosai.doors.portal.persons import Visitor

ACCEPT = ".xml,.xtx,application/xml,text/xml"


def field(paper: str, *, why: str) -> forms.FileField:
    """Return the field for one file of this paper."""
    asked = forms.FileField(
        label=f"{paper}のファイルを選んでください",
        error_messages={
            "required": f"{paper}のファイルを選んでください。",
            "empty": f"ファイルが空です。e-Taxから{paper}をもう一度保存して、選んでください。",
            "invalid": "ファイルを受け取れませんでした。もう一度選んでください。",
        },
        help_text="XMLのファイル（.xml か .xtx）を1つ、200キロバイトまで送れます。",
    )
    told(asked, accept=ACCEPT, why=why)
    return asked


class SignedFile(Asked):
    """A question answered by its one field, a file."""

    def __init__(self, *given: Any, answers: Answers, **more: Any) -> None:
        super().__init__(*given, **more)
        self.answers = answers

    def kept(self) -> Answers:
        """Keep the file itself in the sealed draft: it goes with the application."""
        (file,) = self.cleaned_data.values()
        return dict(file)


class ReceiptFile(SignedFile):
    """The file e-Tax gave after the tax return."""

    receipt = field(
        "受信通知", why="確定申告をしたことを、国税庁の署名で確かめるためです。写真はいりません。"
    )

    def clean_receipt(self) -> dict[str, Any]:
        """Refuse what cannot be a receipt; its signature is checked by the core."""
        place = "e-Taxの「メッセージボックス」"
        return uploads.xml(self.cleaned_data["receipt"], paper="受信通知", place=place)


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def receipt_file(request: HttpRequest, visitor: Visitor, *, way: Road) -> HttpResponse:
    """Take the receipt into the sealed draft."""
    question = way.find("receipt_file")
    other = way.url("question", "own_evidence")
    return taken(request, visitor, way=way, question=question, form=ReceiptFile, other=other)


def taken(
    request: HttpRequest,
    visitor: Visitor,
    *,
    way: Road,
    question: Question | None,
    form: type[SignedFile],
    other: str,
) -> HttpResponse:
    """Show the page of a file, or keep it; ``other`` leads to the question how else to show it."""
    answers = way.load(visitor)
    if question is None or not question.is_asked(answers):
        return redirect(way.url("enrolment"))
    present = answers.get(question.key)
    filled = form(answers=answers)
    if request.method == "POST":
        filled = form(request.POST, request.FILES, answers=answers)
        if not request.FILES and present:
            return redirect(views.onward(request, question, answers, way=way))
        if filled.is_valid():
            answers = way.keep(visitor, question.key, filled.kept())
            return redirect(views.onward(request, question, answers, way=way))
    words = views.page(request, question, answers, filled, visitor, way=way)
    words |= {"present": present, "other": other}
    return render(request, question.template, words)
