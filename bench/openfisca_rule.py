"""共済金A of contracts that never changed their premium, as OpenFisca is meant to be used."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import ETERNITY, YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2026"
HOLDER = build_entity(key="holder", plural="holders", label="共済契約者", is_person=True)


class monthly_premium(Variable):  # noqa: N801 — OpenFisca names variables so
    value_type, entity, definition_period = int, HOLDER, ETERNITY


class months_paid(Variable):  # noqa: N801
    value_type, entity, definition_period = int, HOLDER, ETERNITY


def rule(table: NDArray[np.int64], *, needed: int) -> type[Variable]:
    """Return the variable that looks one tier up and counts the tiers."""

    class benefit_a(Variable):  # noqa: N801
        value_type, entity, definition_period = int, HOLDER, YEAR

        def formula(holder: Any, period: Any) -> Any:  # noqa: N805
            months = holder("months_paid", period)
            tiers = holder("monthly_premium", period) // 500
            return np.where(months >= needed, tiers * table[months], 0)

    return benefit_a


def system(table: NDArray[np.int64], *, needed: int) -> TaxBenefitSystem:
    """Return a system with the two facts and the rule."""
    built = TaxBenefitSystem([HOLDER])
    for variable in (monthly_premium, months_paid, rule(table, needed=needed)):
        built.add_variable(variable)
    return built


def benefits(
    built: TaxBenefitSystem, premium: NDArray[np.int32], months: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Return the benefit of each holder."""
    simulation = SimulationBuilder().build_default_simulation(built, len(premium))
    simulation.set_input("monthly_premium", PERIOD, premium)
    simulation.set_input("months_paid", PERIOD, months)
    return simulation.calculate("benefit_a", PERIOD)


def traced(built: TaxBenefitSystem, situation: dict[str, Any]) -> dict[str, Any]:
    """Return one situation's trace as OpenFisca's web interface does."""
    simulation = SimulationBuilder().build_from_entities(built, situation)
    simulation.trace = True
    simulation.calculate("benefit_a", PERIOD)
    return dict(simulation.tracer.get_serialized_flat_trace())
