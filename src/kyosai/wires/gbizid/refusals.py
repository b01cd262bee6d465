"""GビズIDのお断り — why an account was not believed, and what the person can do."""

from kyosai.basis.refusal import Refused


class Declined(Refused):
    """The person stopped, or the account does not open."""

    reason = (
        "GビズIDでサインインを中止したか、アカウントを使えませんでした。"
        "続けるときは、もう一度サインインしてください。"
    )


class ProviderRefused(Refused):
    """The provider reported an error of its own, or does not let us ask for what we ask for."""

    reason = (
        "GビズIDがサインインを受け付けませんでした。"
        "もう一度試しても同じときは、「問い合わせる」からお知らせください。"
    )


class FactsMissing(Refused):
    """What makes the account usable did not come along: its kind, its company, its people."""

    reason = (
        "会社や屋号、代表者、手続きをする方の情報を受け取れませんでした。"
        "GビズIDの登録を確かめて、もう一度サインインしてください。"
    )


class NumberNotBelieved(Refused):
    """The 法人番号 of a company does not carry its check digit."""

    reason = (
        "GビズIDから受け取った法人番号が正しくありません。"
        "GビズIDの登録を確かめて、もう一度サインインしてください。"
    )


class NotProved(Refused):
    """The account says prime or member, but what was proved of it does not bear that out."""

    reason = (
        "GビズIDの本人確認の結果を確かめられませんでした。"
        "GビズIDの登録を確かめて、もう一度サインインしてください。"
    )


class RepresentativeChanged(Refused):
    """The representative is another one than the person whose identity was proved."""

    reason = (
        "GビズIDの代表者と、本人確認をした方が合いません。"
        "代表者が変わったときは、GビズIDの変更の手続きが済んでからサインインしてください。"
    )
