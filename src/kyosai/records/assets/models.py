"""資産台帳 — columns of what is held: a sheet a scheme and day, by one officer and another."""

from django.db import models
from django.db.models import Q


class AssetSheet(models.Model):
    """Everything a scheme holds at the end of a day; a later sheet of the same day replaces it."""

    id = models.UUIDField(primary_key=True)
    scheme = models.CharField("制度", max_length=12)
    as_of = models.DateField("いつの終わりの時点か")
    digest = models.CharField("要約値", max_length=64, unique=True)
    entered_by = models.CharField("入力した人", max_length=150)
    entered_at = models.DateTimeField("入力日時")

    class Meta:
        db_table = "asset_sheet"
        verbose_name = "資産の表"
        constraints = [
            models.CheckConstraint(
                condition=Q(scheme__in=("skk", "tosanboshi")), name="asset_sheet_scheme_is_known"
            ),
        ]


class Holding(models.Model):
    """One kind of asset: its market value, what it earned in the year, what was put in or taken."""

    pk = models.CompositePrimaryKey("sheet_id", "kind")
    sheet = models.ForeignKey(AssetSheet, models.PROTECT, related_name="holdings", db_index=False)
    kind = models.CharField("資産の種類", max_length=40)
    market_yen = models.PositiveBigIntegerField("時価")
    income_yen = models.BigIntegerField("1年間の収益")
    put_in_yen = models.BigIntegerField("1年間に入れた額")

    class Meta:
        db_table = "asset_holding"
        verbose_name = "資産"


class AssetApproval(models.Model):
    """The second officer's word on a sheet."""

    sheet = models.OneToOneField(
        AssetSheet, models.PROTECT, primary_key=True, related_name="approval"
    )
    officer = models.CharField("担当者", max_length=150)
    at = models.DateTimeField("承認日時")

    class Meta:
        db_table = "asset_sheet_approval"
        verbose_name = "資産の表の承認"
