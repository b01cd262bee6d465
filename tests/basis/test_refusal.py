"""What a person may be shown, and what a file is told."""

from kyosai.basis.refusal import Malformed, Refused


class TooLate(Refused):
    reason = "受付は終わりました。来年また申し込んでください。"


def test_a_refusal_says_its_own_sentence() -> None:
    refusal = TooLate(field="premium")

    assert (refusal.reason, refusal.field, str(refusal)) == (
        TooLate.reason,
        "premium",
        TooLate.reason,
    )


def test_a_refusal_may_be_said_more_exactly() -> None:
    assert TooLate("12月で終わりました。").reason == "12月で終わりました。"
    assert TooLate.reason.startswith("受付")


def test_a_malformed_file_says_where_and_what() -> None:
    assert str(Malformed(3, "金額", "12a")) == "3件目「金額」を読めません: '12a'"
