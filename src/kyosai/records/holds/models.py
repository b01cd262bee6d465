"""差し止め — columns of holds, of the two officers' words on them, and of payments divided."""

from django.db import models
from django.db.models import Q

KINDS = {
    "tax_seizure": "差押え（国税・地方税・社会保険料の滞納処分）",
    "seizure": "差押え（裁判所の命令）",
    "assignment": "債権譲渡",
    "estate": "相続財産の管理人・清算人",
    "insolvency": "破産",
    "payee_died": "受け取る方の死亡（相続人の請求）",
}
WORDS = {
    "confirmed": "決裁した",
    "dropped": "取りやめた",
    "lift_proposed": "解除を起案した",
    "lift_refused": "解除しなかった",
    "lifted": "解除した",
}


class Hold(models.Model):
    """A bar on a contract as a paper brought it. It bars from its entry until it is lifted.

    ``claimed`` is the sum seized or assigned, in yen; none where all goes through somebody's hands.
    """

    id = models.UUIDField(primary_key=True)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="holds")
    kind = models.CharField("差し止めの種類", max_length=20)
    claimant = models.CharField("裁判所・債権者など", max_length=100)
    reference = models.CharField("事件番号・文書番号", max_length=60)
    served_on = models.DateField("送達の日")
    claimed = models.PositiveBigIntegerField("差し押さえた額", null=True)
    paper_digest = models.CharField("書類の要約値", max_length=64)
    entered_by = models.CharField("記録した人", max_length=150)
    entered_at = models.DateTimeField("記録日時")

    class Meta:
        db_table = "hold"
        verbose_name = "差し止め"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="hold_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(claimant="") & ~Q(reference="") & ~Q(paper_digest=""),
                name="hold_says_who_and_by_which_paper",
            ),
            models.CheckConstraint(
                condition=Q(claimed__isnull=True) | Q(claimed__gt=0), name="hold_is_for_some_yen"
            ),
            models.UniqueConstraint(
                fields=["contract", "reference"], name="hold_is_entered_once_a_paper"
            ),
        ]


class HoldWord(models.Model):
    """One officer's word on a hold; the second word is always another officer's."""

    pk = models.CompositePrimaryKey("hold_id", "ordinal")
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="words", db_index=False)
    ordinal = models.PositiveSmallIntegerField("番号")
    word = models.CharField("したこと", max_length=15)
    officer = models.CharField("担当者", max_length=150)
    at = models.DateTimeField("日時")
    why = models.CharField("理由", max_length=300)

    class Meta:
        db_table = "hold_word"
        verbose_name = "差し止めの記録"
        constraints = [
            models.CheckConstraint(condition=Q(word__in=list(WORDS)), name="hold_word_is_known"),
            models.CheckConstraint(condition=~Q(why=""), name="hold_word_says_why"),
        ]


class HoldDivision(models.Model):
    """How one officer proposes to divide a payment that a hold stopped: so much to the claimant."""

    id = models.UUIDField(primary_key=True)
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="divisions")
    payment = models.ForeignKey("payments.Payment", models.PROTECT, related_name="divisions")
    yen = models.PositiveBigIntegerField("債権者などに払う額")
    account = models.ForeignKey(
        "payments.PayeeAccount", models.PROTECT, null=True, related_name="+"
    )
    why = models.CharField("理由", max_length=300)
    proposed_by = models.CharField("起案した人", max_length=150)
    proposed_at = models.DateTimeField("起案日時")

    class Meta:
        db_table = "hold_division"
        verbose_name = "差し止めた支払の分け方"
        constraints = [
            models.CheckConstraint(
                condition=Q(yen=0, account__isnull=True) | Q(yen__gt=0, account__isnull=False),
                name="hold_division_has_an_account",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="hold_division_says_why"),
        ]


class HoldDivided(models.Model):
    """The second officer's word on a division, and the payments that take the stopped one's place.

    These two alone pass the hold; the stopped one never leaves.
    """

    payment = models.OneToOneField(
        "payments.Payment", models.PROTECT, primary_key=True, related_name="divided"
    )
    division = models.OneToOneField(HoldDivision, models.PROTECT, related_name="made")
    to_claimant = models.OneToOneField(
        "payments.Payment", models.PROTECT, null=True, related_name="passes_as_claim"
    )
    to_holder = models.OneToOneField(
        "payments.Payment", models.PROTECT, null=True, related_name="passes_as_rest"
    )
    officer = models.CharField("決裁した担当者", max_length=150)
    at = models.DateTimeField("決裁日時")

    class Meta:
        db_table = "hold_divided"
        verbose_name = "分けた支払"
