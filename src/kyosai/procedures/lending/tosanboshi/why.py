"""なぜこの金額か — the rules that were asked, each with its articles, as a person reads them."""

from collections.abc import Iterable

from kyosai.basis import law


def why(rules: Iterable[law.Finding]) -> list[dict[str, str]]:
    """Return the sentences of the rules, each once, with their provisions."""
    said = {rule.sentence: "・".join(rule.provisions) for rule in rules if rule.sentence}
    return [{"sentence": sentence, "provisions": each} for sentence, each in said.items()]
