"""支払 — columns of payee accounts, payments, their files and frames, and what became of each."""

from django.db import models
from django.db.models import F, Q

RAILS = {"instant": "即時振込", "bulk": "総合振込"}
KINDS = {
    "loan": "貸付金",
    "benefit": "共済金",
    "cancellation": "解約手当金",
    "refund": "返還金",
    "allowance": "早期償還手当金",
    "withheld_tax": "源泉所得税",
    "inhabitants_tax": "住民税（特別徴収）",
}
TAXES = ("withheld_tax", "inhabitants_tax")  # handed over for many contracts at once
OUTCOMES = ("paid", "refused", "returned")


class PayeeAccount(models.Model):
    """An account money may be sent to, its number sealed; another account is a later row.

    ``payable_from``: until that day somebody has to call back first (spec/service.md §3.1, 3).
    """

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="payee_accounts")
    bank_code = models.CharField("金融機関コード", max_length=4)
    bank_name = models.CharField("金融機関名", max_length=60, blank=True)
    branch_code = models.CharField("支店コード", max_length=3)
    branch_name = models.CharField("支店名", max_length=60, blank=True)
    account_kind = models.CharField("預金種目", max_length=10)
    account_masked = models.CharField("口座番号（下3桁）", max_length=20)
    account_sealed = models.BinaryField("口座番号（暗号文）")
    holder_kana = models.CharField("口座名義", max_length=60)
    source = models.CharField("口座の出どころ", max_length=40)
    registered_on = models.DateField("登録日")
    registered_by = models.CharField("登録した人", max_length=150, blank=True)
    payable_from = models.DateField("確認なしで払える日")

    class Meta:
        db_table = "payee_account"
        verbose_name = "振込先の口座"
        constraints = [
            models.UniqueConstraint(fields=["party", "source"], name="payee_account_is_given_once"),
            models.CheckConstraint(
                condition=Q(payable_from__gte=F("registered_on")),
                name="payee_account_is_payable_after_it_is_known",
            ),
        ]


class AccountCheck(models.Model):
    """What the bank answered when it was asked whether an account is there (口座照会)."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(PayeeAccount, models.PROTECT, related_name="checks")
    at = models.DateTimeField("照会日時")
    result = models.CharField("照会の結果", max_length=1)

    class Meta:
        db_table = "payee_account_check"
        verbose_name = "口座照会"
        constraints = [
            models.CheckConstraint(condition=Q(result__in=list("0129")), name="check_is_known"),
        ]


class CallBack(models.Model):
    """An officer called the payee and heard that the new account is theirs."""

    account = models.OneToOneField(
        PayeeAccount, models.PROTECT, primary_key=True, related_name="call_back"
    )
    officer = models.CharField("担当者", max_length=150)
    at = models.DateTimeField("確認日時")
    words = models.CharField("確認したこと", max_length=300)

    class Meta:
        db_table = "payee_account_call_back"
        verbose_name = "口座の折り返し確認"
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="call_back_says_what_was_heard"),
        ]


class Payment(models.Model):
    """One payment as it was ordered. Nobody ordered it but a rule, unless a person is named.

    Only a tax handed over belongs to no contract: it was kept back of many. ``replaces`` is the
    payment this one repeats, because the bank did not pay that one.
    """

    number = models.CharField("支払番号", max_length=15, primary_key=True)
    key = models.CharField("支払の鍵", max_length=120, unique=True, db_collation="C")
    scheme = models.CharField("制度", max_length=12)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+", null=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    kind = models.CharField("支払の種類", max_length=20)
    purpose = models.CharField("支払の名前", max_length=40)
    yen = models.PositiveBigIntegerField("金額")
    account = models.ForeignKey(PayeeAccount, models.PROTECT, related_name="payments")
    rail = models.CharField("送り方", max_length=10)
    pay_on = models.DateField("支払日")
    due_at = models.DateTimeField("お約束の日時")
    case_number = models.CharField("案件番号", max_length=15, blank=True)
    ordered_by = models.CharField("支払を決めた人", max_length=150, blank=True)
    ordered_at = models.DateTimeField("支払を決めた日時")
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, db_column="replaces"
    )

    class Meta:
        db_table = "payment"
        verbose_name = "支払"
        constraints = [
            models.CheckConstraint(condition=Q(yen__gt=0), name="payment_is_of_some_yen"),
            models.CheckConstraint(condition=Q(rail__in=list(RAILS)), name="rail_is_known"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="payment_kind_is_known"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(purpose=""), name="payment_has_a_key"),
            models.CheckConstraint(
                condition=Q(contract__isnull=True, kind__in=TAXES)
                | Q(~Q(kind__in=TAXES), contract__isnull=False),
                name="payment_without_a_contract_is_a_tax",
            ),
        ]
        indexes = [
            models.Index(fields=["rail", "pay_on"], name="payment_by_day"),
            models.Index(fields=["ordered_at"], name="payment_by_order"),
        ]


class Frame(models.Model):
    """How much may leave by the instant rail each day of a period, and each time.

    One officer of the treasury proposes it, another approves it: within it no person is asked.
    """

    id = models.UUIDField(primary_key=True)
    scheme = models.CharField("制度", max_length=12)
    since = models.DateField("最初の日")
    until = models.DateField("最後の日")
    yen_a_day = models.PositiveBigIntegerField("1日の上限")
    yen_each = models.PositiveBigIntegerField("1件の上限")
    proposed_by = models.CharField("起案した人", max_length=150)
    proposed_at = models.DateTimeField("起案日時")

    class Meta:
        db_table = "payment_frame"
        verbose_name = "即時振込の枠"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since"), yen_a_day__gte=F("yen_each"), yen_each__gt=0),
                name="frame_is_a_period_and_an_amount",
            ),
        ]


class FrameApproval(models.Model):
    """The second officer's word on a frame."""

    frame = models.OneToOneField(Frame, models.PROTECT, primary_key=True, related_name="approval")
    officer = models.CharField("担当者", max_length=150)
    at = models.DateTimeField("承認日時")

    class Meta:
        db_table = "payment_frame_approval"
        verbose_name = "枠の承認"


class Dispatch(models.Model):
    """An instant payment on its way: first this row, then the send, whose bytes never differ."""

    payment = models.OneToOneField(
        Payment, models.PROTECT, primary_key=True, related_name="dispatch"
    )
    frame = models.ForeignKey(Frame, models.PROTECT, related_name="dispatches")
    on = models.DateField("送る日", db_column="dispatched_on")
    at = models.DateTimeField("送り始めた日時")
    digest = models.CharField("要約値", max_length=64)

    class Meta:
        db_table = "payment_dispatch"
        verbose_name = "即時振込"


class PaymentFile(models.Model):
    """A file of payments: a row with its bytes before anybody approves or sends it."""

    name = models.CharField("ファイル名", max_length=80, primary_key=True)
    scheme = models.CharField("制度", max_length=12)
    pay_on = models.DateField("支払日")
    digest = models.CharField("要約値", max_length=64, unique=True)
    records = models.PositiveIntegerField("件数")
    yen = models.PositiveBigIntegerField("合計金額")
    hand_in_by = models.DateTimeField("銀行が受け付ける期限")
    made_at = models.DateTimeField("作成日時")
    made_by = models.CharField("作成した人", max_length=150, blank=True)

    class Meta:
        db_table = "payment_file"
        verbose_name = "総合振込ファイル"


class PaymentFileContent(models.Model):
    """The bytes of a file. The application may write them; it may read only what was approved."""

    file = models.OneToOneField(
        PaymentFile, models.PROTECT, primary_key=True, related_name="kept_content"
    )
    digest = models.CharField("要約値", max_length=64)
    content = models.BinaryField("内容")

    class Meta:
        db_table = "payment_file_content"
        verbose_name = "総合振込ファイルの内容"


class Line(models.Model):
    """A payment in a file; it stands in one file, ever."""

    payment = models.OneToOneField(Payment, models.PROTECT, primary_key=True, related_name="line")
    file = models.ForeignKey(PaymentFile, models.PROTECT, related_name="lines")

    class Meta:
        db_table = "payment_line"
        verbose_name = "総合振込ファイルの行"


class FileApproval(models.Model):
    """One officer of the treasury releases one file, by its digest; two make it leave."""

    pk = models.CompositePrimaryKey("file_id", "officer")
    file = models.ForeignKey(PaymentFile, models.PROTECT, related_name="approvals", db_index=False)
    officer = models.CharField("担当者", max_length=150)
    digest = models.CharField("要約値", max_length=64)
    at = models.DateTimeField("承認日時")

    class Meta:
        db_table = "payment_file_approval"
        verbose_name = "承認"


class ReleasedPaymentFile(models.Model):
    """A view: the bytes of the files that two officers have approved, and of no other."""

    name = models.CharField("ファイル名", max_length=80, primary_key=True)
    digest = models.CharField("要約値", max_length=64)
    content = models.BinaryField("内容")

    class Meta:
        managed = False
        db_table = "payment_file_released"


class PaymentHandOver(models.Model):
    """The bank's answer to a file: its receipt, or why it was refused whole."""

    file = models.OneToOneField(
        PaymentFile, models.PROTECT, primary_key=True, related_name="hand_over"
    )
    at = models.DateTimeField("引渡日時")
    receipt = models.CharField("銀行の受付番号", max_length=80, blank=True)
    refusal = models.CharField("受付拒否の理由", max_length=300, blank=True)

    class Meta:
        db_table = "payment_file_hand_over"
        verbose_name = "総合振込ファイルの引渡し"
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt="", refusal__gt="") | Q(receipt__gt="", refusal=""),
                name="payment_hand_over_is_received_or_refused",
            ),
        ]


class Outcome(models.Model):
    """What became of a payment: paid, refused by the bank, or returned after it was paid."""

    pk = models.CompositePrimaryKey("payment_id", "kind")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="outcomes", db_index=False)
    kind = models.CharField("支払の結果", max_length=10)
    at = models.DateTimeField("日時")
    reference = models.CharField("銀行の受付番号", max_length=90, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        db_table = "payment_outcome"
        verbose_name = "支払の結果"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OUTCOMES), name="outcome_is_known"),
        ]
