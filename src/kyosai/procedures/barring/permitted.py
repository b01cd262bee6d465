"""差し止めの可否 — which papers the law lets bar a contract of each scheme."""

from kyosai.basis import law
from kyosai.basis.refusal import Refused
from kyosai.records.holds.reads import KINDS
from kyosai.schemes.skk.entitlement import rights
from kyosai.schemes.skk.entitlement.rights import Disposal

# The Act on 倒産防止共済 forbids none of them; that on 小規模企業共済 lets through what it names.
DISPOSALS = {
    "tax_seizure": Disposal.TAX_ARREARS,
    "seizure": Disposal.SEIZURE,
    "assignment": Disposal.TRANSFER,
    "estate": Disposal.INHERITED,
    "payee_died": Disposal.INHERITED,  # 小規模企業共済法施行規則10条7項
}


class Unknown(Refused):
    """A kind that is none of the list."""

    reason = "差し止めの種類を、一覧から選んでください。"


class OutsideTheEstate(Refused):
    """A benefit of 小規模企業共済 may not be seized, so it joins no insolvent estate."""

    reason = (
        "小規模企業共済の共済金は差し押さえられないため、破産の手続きには入りません。"
        "差し止めは記録できません。破産管財人には、条文を添えて返事をしてください。"
    )


def insist(kind: str, *, scheme: str) -> None:
    """Refuse a paper that the law gives no effect on a contract of this scheme."""
    if kind not in KINDS:
        raise Unknown(field="kind")
    if scheme != "skk":
        return
    if kind == "insolvency":
        raise OutsideTheEstate(field="kind")
    rights.insist_on_disposal(DISPOSALS[kind])


def refused_with(kind: str, *, scheme: str) -> tuple[str, tuple[str, ...]]:
    """Return why a paper has no effect, and under which articles; nothing where it has one."""
    with law.explained() as rules:
        try:
            insist(kind, scheme=scheme)
        except Refused as refusal:
            articles = tuple(each for rule in rules for each in rule.provisions)
            return refusal.reason, articles
    return "", ()
