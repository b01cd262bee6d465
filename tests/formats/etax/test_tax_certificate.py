"""A tax certificate is believed only when the tax office signed all that is read."""

from datetime import UTC, date, datetime

import pytest

from kyosai.basis.money import Yen
from kyosai.formats.etax import refusals
from kyosai.formats.etax.tax_certificate import Tax, TaxCertificate, read
from tests.formats.etax import office
from tests.formats.etax.tax_office import OF_COMPANY, OF_PERSON, certificate

NOW = datetime(2026, 10, 20, 12, 0, tzinfo=UTC)


def found(content: bytes) -> TaxCertificate:
    return read(content, certificate=office.identity("office")[1], checked_at=NOW)


def test_a_certificate_tells_whose_taxes_are_paid() -> None:
    assert found(certificate()) == TaxCertificate(
        number="2026100100000001",
        issued_on=date(2026, 10, 1),
        kind="その1",
        office="見本税務署",
        name="見本商事株式会社",
        address="東京都架空区見本町１丁目２番３号",
        corporate_number="9999901000008",
        taxes=(Tax("法人税", "2025年度", date(2026, 5, 31), Yen(184_200), Yen(0)),),
    )


def test_a_person_has_no_corporate_number() -> None:
    assert found(certificate(OF_PERSON)).corporate_number == ""


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"hello", refusals.NotXml, id="XMLでない"),
        pytest.param(office.signed(), refusals.NotANotice, id="受信通知"),
        pytest.param(OF_COMPANY.encode(), refusals.NotSigned, id="署名なし"),
        pytest.param(certificate(by="stranger"), refusals.WrongSigner, id="ほかの人の署名"),
        pytest.param(
            certificate().replace(b"<Unpaid>0<", b"<Unpaid>1<"), refusals.Tampered, id="書きかえ"
        ),
        pytest.param(
            certificate(OF_COMPANY, ("<IssuedOn>2026-10-01", "<IssuedOn>2026-10-22")),
            refusals.FromTheFuture,
            id="先の日付",
        ),
        pytest.param(
            certificate(OF_COMPANY, ("<Paid>184200", "<Paid>184100")),
            refusals.NotANotice,
            id="差し引きの合わない額",
        ),
        pytest.param(
            certificate(OF_COMPANY, ("<DueOn>2026-05-31", "<DueOn>きのう")),
            refusals.NotANotice,
            id="日付でない日付",
        ),
    ],
)
def test_what_is_not_believed_is_told_in_the_words_of_this_paper(
    content: bytes, refusal: type[refusals.NotBelieved]
) -> None:
    with pytest.raises(refusal) as caught:
        found(content)

    assert "電子納税証明書" in caught.value.reason
    assert "受信通知" not in caught.value.reason
