"""文字の縮退の記録 — the plainer forms a desk chose, character by character, once each."""

from datetime import datetime

from kyosai.records.premium_certificates.models import LetterForm, WithoutCertificate


def chosen() -> dict[str, str]:
    """Return every character with the form a desk chose."""
    return dict(LetterForm.objects.values_list("original", "plain"))


def choose(letter: str, *, plain: str, officer: str, at: datetime) -> None:
    """Keep the form of a character; whoever got no certificate for its sake is asked again."""
    LetterForm.objects.bulk_create(
        [LetterForm(original=letter, plain=plain, officer=officer, chosen_at=at)],
        ignore_conflicts=True,
    )
    WithoutCertificate.objects.filter(reason="letters").delete()
