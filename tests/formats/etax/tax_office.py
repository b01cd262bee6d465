"""Tax certificates for tests, of a company and of a person, signed as receipt notices are."""

from tests.formats.etax.office import signed

OF_COMPANY = """<TaxCertificate xmlns="urn:kyosai:tax-certificate:1" id="TC1" version="1">
  <Number>2026100100000001</Number>
  <IssuedOn>2026-10-01</IssuedOn>
  <Kind>その１</Kind>
  <Office>見本税務署</Office>
  <Taxpayer>
    <Name>見本商事株式会社</Name>
    <Address>東京都架空区見本町１丁目２番３号</Address>
    <CorporateNumber>9999901000008</CorporateNumber>
  </Taxpayer>
  <Taxes>
    <Tax><TaxName>法人税</TaxName><Period>2025年度</Period><DueOn>2026-05-31</DueOn>
      <Payable>184200</Payable><Paid>184200</Paid><Unpaid>0</Unpaid></Tax>
  </Taxes>
</TaxCertificate>"""
OF_PERSON = (
    OF_COMPANY.replace("    <CorporateNumber>9999901000008</CorporateNumber>\n", "")
    .replace("見本商事株式会社", "見本　花子")
    .replace("法人税", "申告所得税及復興特別所得税")
    .replace("2026-05-31", "2026-03-15")
)
UNPAID = ("<Paid>184200</Paid><Unpaid>0<", "<Paid>100000</Paid><Unpaid>84200<")


def certificate(text: str = OF_COMPANY, *changes: tuple[str, str], by: str = "office") -> bytes:
    """Return a certificate with some of its text changed before it was signed."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return signed(text, by=by)
