"""受け方の表 — columns of the steps from paper to online, each with the two who decided it."""

from django.db import models
from django.db.models import F, Q

STAGES = ("paper_possible", "online_by_default", "online_only")


class Stage(models.Model):
    """From a day on, how filings of a procedure come in; the later row counts."""

    case_number = models.CharField("案件番号", max_length=15, primary_key=True)
    procedure = models.CharField("手続き", max_length=60)
    stage = models.CharField("段階", max_length=20)
    from_on = models.DateField("始まる日")
    proposed_by = models.CharField("起案した人", max_length=150)
    confirmed_by = models.CharField("決裁した人", max_length=150)
    confirmed_at = models.DateTimeField("決裁日時")

    class Meta:
        db_table = "procedure_stage"
        verbose_name = "手続きの受け方"
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=STAGES), name="stage_is_known"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("confirmed_by")), name="stage_is_set_by_two"
            ),
        ]
        indexes = [models.Index(fields=["procedure", "from_on"], name="stage_by_day")]
