"""照会名簿 — columns of its files and rows, and of what two officers decided about a match."""

from django.db import models
from django.db.models import Q


class ListFile(models.Model):
    """A whole list as it stood on a day; the newest one is the list."""

    id = models.UUIDField(primary_key=True)
    as_of = models.DateField("名簿の日付")
    source = models.CharField("出所", max_length=100)
    digest = models.CharField("要約値", max_length=64, unique=True)
    records = models.PositiveIntegerField("件数")
    imported_by = models.CharField("取り込んだ人", max_length=150)
    imported_at = models.DateTimeField("取り込み日時")

    class Meta:
        db_table = "listed_file"
        verbose_name = "照会名簿のファイル"


class Listed(models.Model):
    """One row: names as compared, and the days between which it counts.

    ``row_key`` is the row's own number, the same in each later file.
    """

    pk = models.CompositePrimaryKey("file_id", "row_key")
    file = models.ForeignKey(ListFile, models.PROTECT, related_name="rows", db_index=False)
    row_key = models.CharField("名簿の番号", max_length=20)
    name = models.CharField("比べる氏名", max_length=100)
    kana = models.CharField("比べるフリガナ", max_length=100)
    birthdate = models.DateField("生年月日", null=True)
    since = models.DateField("掲載日")
    until = models.DateField("削除日", null=True)

    class Meta:
        db_table = "listed"
        verbose_name = "照会名簿の行"
        indexes = [models.Index(fields=["kana", "name"], name="listed_by_kana")]


class ListDecision(models.Model):
    """Whether a party is the one of a row, as two officers decided; remembered for both."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    row_key = models.CharField("名簿の番号", max_length=20)
    is_same = models.BooleanField("同じ人")
    proposed_by = models.CharField("起案した人", max_length=150)
    confirmed_by = models.CharField("決裁した人", max_length=150)
    at = models.DateTimeField("決裁日時")
    why = models.CharField("理由", max_length=300)
    case_number = models.CharField("案件番号", max_length=15)

    class Meta:
        db_table = "listed_decision"
        verbose_name = "名簿の照会の決定"
        constraints = [
            models.UniqueConstraint(fields=["party", "row_key"], name="list_decision_is_one"),
            models.CheckConstraint(
                condition=~Q(proposed_by=models.F("confirmed_by")) & ~Q(proposed_by=""),
                name="list_decision_is_of_two",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="list_decision_says_why"),
        ]
