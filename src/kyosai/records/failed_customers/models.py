"""倒産した取引先 — columns of a failure as two officers decided it; never changed."""

from django.db import models


class FailedCustomer(models.Model):
    """One failure of one enterprise. ``key`` is made of who, what happened, and the day."""

    key = models.CharField("倒産の鍵", max_length=200, primary_key=True, db_collation="C")
    name = models.CharField("取引先の名前", max_length=150)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    event = models.CharField("倒産の種類", max_length=40)
    failed_on = models.DateField("倒産の発生の日")
    case_number = models.CharField("案件番号", max_length=15)
    officer = models.CharField("決裁した担当者", max_length=150)
    at = models.DateTimeField("決裁日時")

    class Meta:
        db_table = "failed_customer"
        verbose_name = "倒産した取引先"
