"""電子納税証明書を送る — checked where it is handed in, so that a wrong one is told at once."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from kyosai.basis.refusal import Refused
from kyosai.doors import tax_papers, today
from kyosai.doors.portal.enrolment import signed_file
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.doors.portal.enrolment.signed_file import SignedFile
from kyosai.doors.portal.enrolment.way import TOLD, Way, on_the_way
from kyosai.doors.portal.inputs import uploads
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.tosanboshi import path
from kyosai.schemes.tosanboshi.evidence import taxes
from kyosai.schemes.tosanboshi.evidence.taxes import Taxpayer

PAPER = "電子納税証明書"


class TaxCertificateFile(SignedFile):
    """The certificate e-Tax gave the taxpayer."""

    certificate = signed_file.field(
        PAPER, why="税金を納めたことを、国税庁の署名で確かめるためです。写真はいりません。"
    )

    def clean_certificate(self) -> dict[str, Any]:
        """Refuse one that is not believed or does not do; the core checks it once more."""
        file = uploads.xml(self.cleaned_data["certificate"], paper=PAPER, place="e-Tax")
        try:
            found = tax_papers.shown(tax_papers.opened(file["content"]))
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        wrong = taxes.troubles(found, of=_taxpayer(self.answers), on=today.today())
        if wrong:
            raise forms.ValidationError([each.sentence for each in wrong])
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def tax_certificate(request: HttpRequest, visitor: Visitor, *, way: Way) -> HttpResponse:
    """Take the certificate into the sealed draft."""
    return signed_file.taken(
        request,
        visitor,
        way=way,
        question=way.find("tax_certificate"),
        form=TaxCertificateFile,
        other=way.url("question", "tax_evidence"),
    )


def _taxpayer(answers: Answers) -> Taxpayer:
    """Return whose taxes they must be: the person's, or the corporation's as registered."""
    told, registered = answers[TOLD], path.registered(answers)
    if path.is_sole(answers):
        return Taxpayer(told["representative"], told["address"])
    name = registered.get("name") or told["name"]
    return Taxpayer(name, registered.get("address", ""), told["corporate_number"])
