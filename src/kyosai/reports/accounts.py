"""勘定の名前 — the accounts of the journal in the treasury's words, and whose they are."""

NAMES = (  # longest first
    ("transit:payments", "振込の明細待ち"),
    ("payable:loan", "払う貸付金"),
    ("payable:benefit", "払う共済金"),
    ("payable:cancellation", "払う解約手当金"),
    ("payable:refund", "払う返還金"),
    ("payable:allowance", "払う早期償還手当金"),
    ("payable:withheld_tax", "納める源泉所得税"),
    ("payable:inhabitants_tax", "納める住民税"),
    ("transit:collections", "口座振替の入金待ち"),
    ("withheld_tax", "預かった税"),
    ("penalties", "延滞利子・違約金"),
    ("instalments", "分割して払う共済金"),
    ("benefits", "共済金・解約手当金"),
    ("bank:collections", "預金（掛金の入金）"),
    ("surcharges", "割増金"),
    ("premiums", "掛金"),
    ("suspense", "仮受金（まだ合わないお金）"),
    ("refunds", "返すお金"),
    ("interest_ahead", "先に受け取った利子"),
    ("loans:general", "一般貸付け"),
    ("loans:emergency", "緊急経営安定貸付け"),
    ("loans:illness_or_disaster", "傷病災害時貸付け"),
    ("loans:welfare", "福祉対応貸付け"),
    ("loans:new_business", "創業転業時・新規事業展開等貸付け"),
    ("loans:business_succession", "事業承継貸付け"),
    ("loans:closing", "廃業準備貸付け"),
    ("loans:special_disaster", "特例災害時貸付け"),
    ("loans:temporary", "一時貸付け"),
    ("loans:mutual_aid", "共済金の貸付け"),
)
SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}


def name(account: str, *, with_scheme: bool = True) -> str:
    """Return an account's name; one not named here is shown as the journal has it."""
    for prefix, words in NAMES:
        if account == prefix or account.startswith(prefix + ":"):
            rest = [part for part in account.removeprefix(prefix).split(":") if part]
            told = [SCHEMES.get(part, part) for part in rest if with_scheme or part not in SCHEMES]
            return "　".join([words, *told])
    return account


def scheme(account: str) -> str:
    """Return the scheme whose account it is: one part of its name says so."""
    return next((part for part in account.split(":") if part in SCHEMES), "")
