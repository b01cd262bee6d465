"""受給権の保護 — who may take the right to a benefit, and before whom it is paid."""

from collections.abc import Sequence

from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.payment.draw_down import after_offset


class Disposal(Keyed):
    """What somebody wants to have happen to the right."""

    TRANSFER = "譲渡"
    PLEDGE = "担保に入れること"
    SEIZURE = "差押え（国税滞納処分でないもの）"
    INHERITED = "相続による承継"
    FOR_CARRY_OVER = "承継通算の申出を条件とする、後継者への譲渡"
    TAX_ARREARS = "国税滞納処分（その例による処分をふくむ）の差押え"


ALLOWED = {Disposal.INHERITED, Disposal.FOR_CARRY_OVER, Disposal.TAX_ARREARS}  # ただし書


class Forbidden(Refused):
    """A transfer, a pledge or a seizure that the Act forbids."""

    reason = (
        "共済金等を受け取る権利は、譲ることも、担保に入れることも、差し押さえることもできません。"
        "相続、承継通算のための譲渡、国税滞納処分だけが例外です。"
    )


@implements("小規模企業共済法15条", says="{disposal}は認められます。")
def insist_on_disposal(disposal: Disposal) -> None:
    """Refuse what the Act forbids to be done with the right to a benefit."""
    if disposal not in ALLOWED:
        raise Forbidden(field="disposal")


@implements(
    "小規模企業共済法21条1項",
    "小規模企業共済法21条2項",
    "小規模企業共済法21条3項",
    says="機構の財産から、民法の一般の先取特権に次いで優先して支払われるのは{result}です。",
)
def lien_amount(award: Yen, *, owed: Sequence[Yen] = ()) -> Yen:
    """Return what is paid before other creditors: the award less what may be offset.

    Where premiums may be drawn down for an overdue loan, ``award`` is worked out after that.
    """
    return after_offset(award, owed=owed)
