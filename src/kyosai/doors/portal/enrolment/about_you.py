"""あなたのこと — reading of the name, and where to reach the person."""

from typing import Any

from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Choice, Text, told


class Reading(Asked):
    """The one thing the card does not say."""

    kana = told(
        Text(
            "お名前のフリガナ",
            ask="お名前のフリガナを入力してください。",
            wrong="フリガナは、カタカナかひらがなで入力してください。例：ミホン ハナコ",
            becomes=writing.kana,
            fits=writing.is_kana,
            longest=40,
            help_text="例：ミホン ハナコ　ひらがなで入力しても、カタカナに直します。",
        ),
        why="口座の名義と同じかどうかを、銀行が確かめるために使います。",
        autocomplete="off",
    )


class Contact(Asked):
    """Where notices may go; they hold no figures."""

    email = told(
        Text(
            "メールアドレス",
            ask="メールアドレスを入力してください。",
            wrong="メールアドレスの形を確かめてください。例：hanako@example.jp",
            becomes=writing.email,
            fits=writing.is_email,
            longest=254,
            help_text="手続きが進んだことをお知らせします。金額や口座は書きません。",
        ),
        why="結果が出たときや、引き落とせなかったときに、その日のうちにお知らせするためです。",
        autocomplete="email",
        inputmode="email",
    )
    phone = told(
        Text(
            "電話番号",
            ask="電話番号を入力してください。",
            wrong="電話番号は、0から始まる10けたか11けたで入力してください。例：090-0000-0000",
            becomes=writing.phone,
            fits=writing.is_phone,
            help_text="ハイフンは、あってもなくても入力できます。",
        ),
        why="内容を確かめたいときに、担当者がお電話するためです。",
        autocomplete="tel",
        inputmode="tel",
        width="chars-13",
    )


def _declared(question: str, *, fits: str, does_not_fit: str, why: str, yes_fits: bool) -> Any:
    """Return a question the Act asks, with its reason; "yes" is kept when the answer fits."""
    choices = (("yes", fits), ("no", does_not_fit))
    ask = "「はい」か「いいえ」を選んでください。"
    field = Choice(question, choices=choices if yes_fits else choices[::-1], ask=ask)
    return told(field, why=why, across=True)


class NotEmployee(Asked):
    """Whether the person works for somebody else."""

    not_employee = _declared(
        "会社員か、家族の事業を手伝う専従者ですか？",
        fits="いいえ、どちらでもありません",
        does_not_fit="はい、どちらかです",
        yes_fits=False,
        why="加入できるのは、事業主・役員・共同経営者の方だからです（法3条1項）。",
    )


class OnePosition(Asked):
    """Whether the person joins in this position alone."""

    one_position = _declared(
        "加入する立場は、この申し込みの1つだけですか？",
        fits="はい、1つだけです",
        does_not_fit="いいえ、ほかにもあります",
        yes_fits=True,
        why="事業主と役員を兼ねる方も、加入する立場は1つだからです（法3条2項・3項）。",
    )


class NotInChutaikyo(Asked):
    """Whether the person belongs to the other retirement scheme."""

    not_in_chutaikyo = _declared(
        "中退共（中小企業退職金共済）の対象になっていますか？",
        fits="いいえ、対象ではありません",
        does_not_fit="はい、対象です",
        yes_fits=False,
        why="中退共の対象の方は、同時に加入できないからです（法3条5項3号）。",
    )


class NoCancellation(Asked):
    """Whether a contract was cancelled within the year."""

    no_cancellation_within_year = _declared(
        "1年以内に、機構から契約を解約されたことがありますか？",
        fits="いいえ、ありません",
        does_not_fit="はい、あります",
        yes_fits=False,
        why="解約から1年たつまでは、お引き受けできないことがあるからです（法3条5項1号）。",
    )


class Antisocial(Asked):
    """The declaration every contract asks for."""

    not_antisocial = told(
        Choice(
            "反社会的勢力と関係がないことを約束しますか？",
            choices=(("yes", "はい、約束します"), ("no", "いいえ、約束できません")),
            ask="「はい」か「いいえ」を選んでください。",
            help_text="暴力団員である、または関わりがあることがわかったときは、契約を解約します。",
        ),
        why="公的な制度のお金が、反社会的勢力に渡らないようにするためです。",
        short="反社会的勢力と関係がないこと",
    )
