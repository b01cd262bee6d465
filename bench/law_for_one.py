"""What one contract's benefit costs, without and with its proof.

The proof: a customer's JSON in; out comes every rule behind the benefit, told with its articles.
Beside it, in turn, OpenFisca: from JSON to its own trace, for a contract that never changed.
"""

import json
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from bench import openfisca_rule
from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.said import said
from kyosai.schemes.skk import benefit
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_due
from kyosai.schemes.skk.full_benefit.paid_months import PaidStretch
from kyosai.schemes.skk.premium_tiers import Stretch
from tools.assumed import EVENT

IN_JAPANESE = json.JSONEncoder(ensure_ascii=False)
TURNS = 5  # a round, taken A B A B: the machine is shared
BAR, P99_BAR = 3, 1  # times OpenFisca with trace; milliseconds
CHANGED = (Stretch(Yen(10_000), 60), Stretch(Yen(30_000), 60), Stretch(Yen(20_000), 24))
OLD = (
    PaidStretch(Month(1994, 5), Stretch(Yen(10_000), 60)),
    PaidStretch(Month(1999, 5), Stretch(Yen(30_000), 330)),
)
CUSTOMER = json.dumps({"paid": [{"monthly_premium": 10_000, "months": 60}]})
SITUATION = json.dumps(
    {
        "holders": {
            "customer": {
                "monthly_premium": {"ETERNITY": 10_000},
                "months_paid": {"ETERNITY": 60},
                "benefit_a": {openfisca_rule.PERIOD: None},
            }
        }
    }
)


def show(rounds: int, system: TaxBenefitSystem) -> None:
    """Print calls a second, the ratio to OpenFisca, and the slowest in a hundred."""
    _plain_and_explained("3度変えた契約の基本額", _basic, rounds)
    _plain_and_explained("1994年からの契約の全額", _whole, rounds)
    takes: dict[str, list[float]] = {"ours": [], "theirs": []}
    ratios = []
    for _ in range(rounds * TURNS):
        ours, theirs = _times(proof, 200), _times(lambda: openfisca_proof(system), 200)
        takes["ours"] += ours
        takes["theirs"] += theirs
        ratios.append(median(theirs) / median(ours))
    for name, label in (("ours", "Kyosai"), ("theirs", "OpenFisca 追跡つき")):
        middle, slow = median(takes[name]) * 1e3, _p99(takes[name]) * 1e3
        print(
            f"1件の証明 {label}: {1e3 / middle:,.0f} 件/秒、中央 {middle:.3f} ms、p99 {slow:.3f} ms"
        )
    working = _p99(_times(proof, 2_000, clock=process_time)) * 1e3
    print(
        f"  OpenFisca の {median(ratios):.1f} 倍の速さ（目標 {BAR} 倍）。"
        f"ほかの仕事を待つ時間をのぞいた p99 {working:.3f} ms（目標 {P99_BAR} ms）"
    )


def proof(customer: str = CUSTOMER) -> str:
    """Return the benefit of a customer and every rule behind it, as JSON."""
    paid = [
        Stretch(Yen(each["monthly_premium"]), each["months"])
        for each in json.loads(customer)["paid"]
    ]
    with law.explained() as findings:
        yen = benefit.basic_benefit(Kind.A, history=paid)
    reasons = [{"says": said(each), "articles": each.provisions} for each in findings]
    return IN_JAPANESE.encode({"yen": yen.amount, "because": reasons})


def openfisca_proof(system: TaxBenefitSystem, situation: str = SITUATION) -> str:
    """Return OpenFisca's answer with its own trace, as its web interface makes it."""
    return json.dumps(openfisca_rule.traced(system, json.loads(situation)))


def _basic() -> object:
    return benefit.basic_benefit(Kind.A, history=CHANGED)


def _whole() -> object:
    return benefit_due(Kind.A, history=OLD, event=EVENT)


def _plain_and_explained(name: str, act: Callable[[], object], rounds: int) -> None:
    def explained() -> None:
        with law.explained():
            act()

    pairs = [(median(_times(act, 300)), median(_times(explained, 300))) for _ in range(rounds)]
    plain, told = (1 / median(column) for column in zip(*pairs, strict=True))
    print(f"{name}: 説明なし {plain:,.0f} 回/秒、説明つき {told:,.0f} 回/秒")


def _times(
    act: Callable[[], object], count: int, *, clock: Callable[[], float] = perf_counter
) -> list[float]:
    takes = []
    for _ in range(count):
        began = clock()
        act()
        takes.append(clock() - began)
    return takes


def _p99(takes: list[float]) -> float:
    return sorted(takes)[len(takes) * 99 // 100]
