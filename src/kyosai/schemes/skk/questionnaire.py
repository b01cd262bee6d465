"""加入できるか確認 — at most seven answers, then yes or no with the reason and its article."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk import eligibility, trades
from kyosai.schemes.skk.eligibility import Applicant, Finding
from kyosai.schemes.skk.trades import Capacity, Organisation, Trade

Answers = Mapping[str, str]

EMPLOYED = {
    "employee": "会社員・アルバイト（副業や家賃の収入がある人も）",
    "family_employee": "家族の事業を手伝う人（専従者）",
    "insurance_seller": "生命保険の外務員など",
}
YES_NO = (("yes", "はい"), ("no", "いいえ"))
CIRCUMSTANCES = {
    "none": "どれにも当てはまらない",
    "holder": "すでに小規模企業共済に入っている",
    "chutaikyo": "中退共（中小企業退職金共済）の対象になっている",
    "cancelled": "1年以内に、機構から契約を解約された",
    "fraud": "1年以内に、共済金を不正に受け取った、または受け取ろうとした",
}


class Unanswered(Refused):
    """An answer that is missing or not among the choices."""

    reason = "答えを選んでください。"


class NotANumber(Refused):
    """A number of employees that is not a whole number."""

    reason = "従業員の人数を、0以上の数字で入力してください。"


@dataclass(frozen=True)
class Question:
    """One page: what is asked, a hint, and the choices (none: a number is typed)."""

    key: str
    sentence: str
    hint: str
    choices: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Verdict:
    """Whether this person may join, why, under which article and which version of the rules."""

    may_join: bool
    needs_a_person: bool
    sentence: str
    ground: str
    version: str

    def __str__(self) -> str:
        return f"{self.sentence}（{self.ground}）"


QUESTIONS = (
    Question(
        "capacity",
        "どの立場で仕事をしていますか？",
        "2つ以上あるときは、加入したい立場を1つ選んでください。",
        (*((each.key, each.value) for each in Capacity), *EMPLOYED.items()),
    ),
    Question(
        "organisation",
        "どの法人の役員ですか？",
        "登記されている役員の方が加入できます。",
        tuple((each.key, each.value) for each in Organisation),
    ),
    Question(
        "trade",
        "主な事業は何ですか？",
        "売り上げがいちばん多い事業を選んでください。",
        tuple((each.key, each.value) for each in Trade),
    ),
    Question(
        "employees",
        "いつも働いている従業員は何人ですか？",
        "家族、臨時の人、2人までの共同経営者は数えません。企業組合では、働く組合員を数えます。",
    ),
    Question(
        "takes_part",
        "事業のお金を出すか、大事な決定に加わっていますか？",
        "大きな借り入れや支店を開くことの決定です。",
        YES_NO,
    ),
    Question(
        "is_paid",
        "その仕事の報酬を受け取っていますか？",
        "",
        YES_NO,
    ),
    Question(
        "circumstance",
        "次のどれかに当てはまりますか？",
        "",
        tuple(CIRCUMSTANCES.items()),
    ),
)


@implements("小規模企業共済法3条", says="次の質問は「{result}」です。")
def next_question(answers: Answers, *, on: date) -> Question | None:
    """Return the next page, or nothing when the answers so far decide."""
    if any(finding.is_refusal for finding in _found(answers, on=on)):
        return None
    for question in QUESTIONS:
        if question.key not in answers and _is_asked(question.key, answers):
            return question
    return None


@implements("小規模企業共済法3条", says="答えは「{result}」です。")
def check_answer(question: Question, answer: str) -> str:
    """Return an answer in its one written form, or refuse it."""
    answer = answer.strip()
    if question.choices:
        if answer not in dict(question.choices):
            raise Unanswered(field=question.key)
        return answer
    if not (answer.isdecimal() and len(answer) <= 5):
        raise NotANumber(field=question.key)
    return str(int(answer))


@implements("小規模企業共済法3条", says="{result}")
def verdict(answers: Answers, *, on: date) -> Verdict:
    """Return the answer with its reason; raise ``Unanswered`` when questions are still open."""
    open_question = next_question(answers, on=on)
    if open_question is not None:
        raise Unanswered(field=open_question.key)
    found = _found(answers, on=on)
    version: str = trades.law_on(on)["version"]
    for finding in sorted(found, key=lambda each: not each.is_refusal):
        refused = finding.is_refusal
        return Verdict(not refused, not refused, finding.sentence, finding.ground, version)
    return Verdict(True, False, *_reason(_applicant(answers, on=on)), version)


def _is_asked(key: str, answers: Answers) -> bool:
    capacity, organisation = answers.get("capacity"), answers.get("organisation")
    if key == "organisation":
        return capacity == Capacity.COMPANY_OFFICER.key
    if key == "trade":
        return organisation in (None, Organisation.COMPANY.key)
    if key in ("takes_part", "is_paid"):
        return capacity == Capacity.CO_MANAGER.key
    return True


def _found(answers: Answers, *, on: date) -> tuple[Finding, ...]:
    """Return what the answers so far show; what was not answered yet counts as harmless."""
    if "capacity" not in answers:
        return ()
    return eligibility.findings(_applicant(answers, on=on))


def _applicant(answers: Answers, *, on: date) -> Applicant:
    capacity = answers["capacity"]
    circumstance = answers.get("circumstance")
    organisation = answers.get("organisation", Organisation.COMPANY.key)
    return Applicant(
        applied_on=on,
        capacity=Capacity.SOLE_PROPRIETOR if capacity in EMPLOYED else Capacity.of(capacity),
        is_employee=capacity in ("employee", "family_employee"),
        sells_insurance=capacity == "insurance_seller",
        organisation=Organisation.of(organisation),
        trade=Trade.of(answers.get("trade", Trade.OTHER.key)),
        employees=int(answers.get("employees", "0")),
        is_holder=circumstance == "holder",
        in_chutaikyo=circumstance == "chutaikyo",
        cancelled_by_smrj_on=on if circumstance == "cancelled" else None,
        fraud_on=on if circumstance == "fraud" else None,
        takes_part_in_management=answers.get("takes_part", "yes") == "yes",
        is_paid_for_it=answers.get("is_paid", "yes") == "yes",
    )


def _reason(applicant: Applicant) -> tuple[str, str]:
    """Return why the answer is yes, and the provision that says so."""
    kind = {"organisation": applicant.organisation}
    limit = trades.most_employees(applicant.trade, on=applicant.applied_on, **kind)
    who = applicant.capacity.value
    sentence = f"加入できます。{who}で、従業員が{limit}人以下だからです。"
    if applicant.capacity is Capacity.CO_MANAGER:
        sentence = f"加入できます。共同経営者で、事業主の従業員が{limit}人以下だからです。"
        return sentence, "小規模企業共済法2条1項4号"
    return sentence, trades.provision(applicant.trade, capacity=applicant.capacity, **kind)
