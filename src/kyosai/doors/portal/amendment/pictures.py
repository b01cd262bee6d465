"""書類の写真 — papers that go with a change: rebuilt from pixels, sealed and sent at once."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts, partners
from kyosai.doors.portal.enrolment import evidence
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs import uploads
from kyosai.doors.portal.inputs.fields import told
from kyosai.doors.portal.persons import Visitor

NAMES = ("picture_1", "picture_2", "picture_3")
KEPT = "rebuilt"
ASK = "理由が分かる書類の写真かPDFを、1つは選んでください。"


class TooManySendings(Refused):
    """More papers than one change may bring, those left out again among them."""

    reason = "送れる書類の数をこえました。「問い合わせる」から知らせてください。"


def field(label: str) -> Any:
    """Return a field for one picture, which need not be given."""
    return told(
        forms.FileField(
            label=label,
            required=False,
            error_messages={"empty": "ファイルが空です。別のファイルを選んでください。"},
            help_text="写真かPDFを10MBまで送れます。",
        ),
        accept="image/*,.heic,application/pdf",
    )


def rebuilt(form: Asked) -> list[Answers]:
    """Return the papers of a form, rebuilt, with what was refused beside its field."""
    found = []
    for name in NAMES:
        file: UploadedFile[bytes] | None = form.cleaned_data.get(name)
        if file is None:
            continue
        if (file.size or 0) > evidence.LARGEST_PICTURE:
            form.add_error(name, "ファイルが大きすぎます。10MBまでにしてください。")
            continue
        content, filename = file.read(), uploads.name(file)
        try:
            cleaned = partners.rebuild(content, filename=filename)
        except Refused as refusal:
            form.add_error(name, refusal.reason)
        else:
            found.append({"cleaned": cleaned, "name": filename, "content": content})
    if not found and not form.errors:
        form.add_error(NAMES[0], ASK)
    return found


def kept(visitor: Visitor, procedure: str, form: Asked) -> Answers:
    """Send the papers of a form that is in order, and return what its draft keeps."""
    given = form.kept()
    papers = form.cleaned_data.get(KEPT, [])
    if not papers:
        return given
    sendings = int(drafts.load(visitor, procedure).get(evidence.SENDINGS, 0)) + len(papers)
    if sendings > evidence.MOST_SENDINGS:
        raise TooManySendings(field=NAMES[0])
    drafts.keep(visitor, procedure, evidence.SENDINGS, sendings)
    noted = [evidence.sent(visitor, each.pop("cleaned"), **each) for each in papers]
    return given | {"attachments": [each["id"] for each in noted]}
