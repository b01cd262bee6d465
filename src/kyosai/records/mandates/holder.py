"""口座名義 — is an account in this person's name?"""

from kyosai.basis.refusal import Refused
from kyosai.formats.zengin import kana


def is_same_name(holder_kana: str, person_kana: str) -> bool:
    """Tell whether two names are one, written the bank's way and without spaces."""
    try:
        return _bare(holder_kana) == _bare(person_kana)
    except Refused:
        return False


def _bare(name: str) -> str:
    return kana.name(name).replace(" ", "")
