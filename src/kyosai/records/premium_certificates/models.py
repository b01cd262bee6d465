"""控除証明書 — columns of what was certified, of whom nothing could be, and of deliveries.

A certificate is its row: its bytes are made from it when somebody wants them, and must be those
whose digest stands here.
"""

from django.db import models
from django.db.models import F, Q

from kyosai.records.premium_certificates.words import OUTCOMES, WITHOUT


class PremiumCertificate(models.Model):
    """What was certified of one contract and year; a later turn replaces the earlier one."""

    code = models.CharField("ユニークコード", max_length=20, primary_key=True)
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    year = models.PositiveSmallIntegerField("証明年分")
    turn = models.PositiveSmallIntegerField("発行の回")
    issued_at = models.DateTimeField("発行日時")
    why = models.CharField("再発行の理由", max_length=200, blank=True)
    officer = models.CharField("担当者", max_length=150, blank=True)
    paid = models.PositiveIntegerField("払込済額")
    paid_until = models.PositiveSmallIntegerField("払込済額の月（至）", null=True)
    planned = models.PositiveIntegerField("払込予定額")
    planned_from = models.PositiveSmallIntegerField("払込予定額の月（自）", null=True)
    planned_until = models.PositiveSmallIntegerField("払込予定額の月（至）", null=True)
    discounts = models.PositiveIntegerField("前納減額金")
    total = models.PositiveIntegerField("控除合計額")
    monthly_premium = models.PositiveIntegerField("掛金月額")
    payment_class = models.CharField("払込区分", max_length=15)
    formed_on = models.DateField("契約成立日")
    name = models.CharField("氏名（e-Taxの文字）", max_length=100)
    address = models.CharField("住所（e-Taxの文字）", max_length=200)
    digest = models.CharField("要約値", max_length=64)

    class Meta:
        db_table = "premium_certificate"
        verbose_name = "控除証明書"
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year", "turn"], name="certificate_is_issued_once_a_turn"
            ),
            models.CheckConstraint(
                condition=Q(total=F("paid") + F("planned") - F("discounts")),
                name="certificate_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(turn=0) | Q(why__gt=""), name="certificate_again_says_why"
            ),
        ]


class WithoutCertificate(models.Model):
    """A contract that got no certificate of a year, and why; gone when it gets one."""

    pk = models.CompositePrimaryKey("contract_id", "year")
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    year = models.PositiveSmallIntegerField("証明年分")
    reason = models.CharField("理由", max_length=20)
    words = models.CharField("説明", max_length=300)
    noted_at = models.DateTimeField("確かめた日時")

    class Meta:
        db_table = "premium_certificate_without"
        verbose_name = "控除証明書の対象外"
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=list(WITHOUT)), name="without_for_a_known_reason"
            ),
        ]


class CertificateDelivery(models.Model):
    """A holder asked for a certificate in their box at a 民間送達サービス."""

    receipt = models.CharField("受付番号", max_length=15, primary_key=True)
    certificate = models.ForeignKey(
        PremiumCertificate, models.PROTECT, related_name="deliveries", db_column="code"
    )
    box = models.CharField("受取番号", max_length=12)
    asked_at = models.DateTimeField("求めた日時")

    class Meta:
        db_table = "premium_certificate_delivery"
        verbose_name = "控除証明書の送達"


class CertificateHandedOver(models.Model):
    """What the 民間送達サービス answered, once: in the box, or why not."""

    delivery = models.OneToOneField(
        CertificateDelivery, models.PROTECT, primary_key=True, related_name="handed_over"
    )
    at = models.DateTimeField("引渡日時")
    outcome = models.CharField("結果", max_length=10)
    proof = models.CharField("送達の証明", max_length=80, blank=True)

    class Meta:
        db_table = "premium_certificate_handed_over"
        verbose_name = "控除証明書の引渡し"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=list(OUTCOMES)), name="handed_over_with_a_known_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="delivered") | Q(proof__gt=""),
                name="delivered_with_its_proof",
            ),
        ]


class LetterForm(models.Model):
    """The plainer form a desk chose of a character that e-Tax does not take (縮退)."""

    original = models.CharField("もとの文字", max_length=1, primary_key=True)
    plain = models.CharField("e-Taxの文字", max_length=2)
    officer = models.CharField("担当者", max_length=150)
    chosen_at = models.DateTimeField("選んだ日時")

    class Meta:
        db_table = "premium_certificate_letter"
        verbose_name = "文字の縮退"
