"""以前の版 — messages of an earlier version, brought forward to the shape of today.

A filing sent before a release is read after it: nobody has to send anything again.
"""

from typing import Any

from kyosai.basis.refusal import Malformed

# What a version lacks, by kind: each fact with the value its absence meant.
LACKS: dict[tuple[str, int], dict[str, Any]] = {
    ("enrolment_application", 1): {"paper_mandate": None, "enterprise": None},
    ("account_change", 1): {"scheme": "skk"},
}


def is_readable(kind: str, *, version: int, newest: int) -> bool:
    """Tell whether a version can be read: today's, or one that can be brought forward."""
    return version == newest or (kind, version) in LACKS


def brought_forward(kind: str, facts: Any, *, version: int) -> Any:
    """Return the facts of an earlier version in the shape of today; refuse what it never had."""
    lacked = LACKS[kind, version]
    if type(facts) is not dict:
        raise Malformed(1, kind, type(facts).__name__)
    for name in facts.keys() & lacked.keys():
        raise Malformed(1, f"{kind}.{name}", "unknown")
    return facts | lacked
