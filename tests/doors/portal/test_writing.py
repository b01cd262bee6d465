"""書き方 — convert, do not complain."""

import pytest

from kyosai.doors.portal.inputs import writing


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("みほん　はなこ", "ミホン ハナコ"),
        ("ﾐﾎﾝ ﾊﾅｺ", "ミホン ハナコ"),
        (" ミホン  ハナコ ", "ミホン ハナコ"),
        ("ﾀﾞｲｺﾞｳ ﾍﾟｰ", "ダイゴウ ペー"),
    ],
)
def test_a_reading_becomes_katakana_however_it_was_typed(typed: str, kept: str) -> None:
    assert writing.kana(typed) == kept
    assert writing.is_kana(kept)


@pytest.mark.parametrize("old", ["髙﨑", "神谷", "渡邉", "吉田"])
def test_old_characters_are_kept_as_they_are(old: str) -> None:
    assert writing.line(old) == old


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("０９０－１２３４－５６７８", "09012345678"),
        ("090 1234 5678", "09012345678"),
        ("+81 90-1234-5678", "09012345678"),
        ("（03）0000-0000", "0300000000"),
        ("03ー0000ー0000", "0300000000"),
    ],
)
def test_a_telephone_number_is_taken_with_or_without_hyphens(typed: str, kept: str) -> None:
    assert writing.phone(typed) == kept
    assert writing.is_phone(kept)


@pytest.mark.parametrize("typed", ["３０，０００円", "30,000", "30000", " ３００００ "])
def test_an_amount_is_taken_with_commas_and_in_full_width(typed: str) -> None:
    assert writing.digits(typed) == "30000"


@pytest.mark.parametrize(
    "wrong", ["a@b", "a..b@example.jp", "@example.jp", "a b@example.jp", "x" * 65 + "@example.jp"]
)
def test_what_cannot_be_a_mail_address_is_seen(wrong: str) -> None:
    assert not writing.is_email(wrong)


@pytest.mark.parametrize("odd", ["a\x00b", "a\ud800", "a\ufffd", "a\x1bb", "a\ue000"])
def test_characters_no_form_means_are_seen(odd: str) -> None:
    assert writing.has_odd_characters(odd)
