"""勘定の名前 — the accounts of the journal in the treasury's words, and whose they are."""

NAMES = (  # longest first
    ("transit:payments", "振込の明細待ち"),
    ("payable:loan", "払う貸付金"),
    ("payable:benefit", "払う共済金"),
    ("payable:cancellation", "払う解約手当金"),
    ("payable:refund", "払う返還金"),
    ("payable:allowance", "払う早期償還手当金"),
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
