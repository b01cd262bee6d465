from django.db import migrations, models

DUTIES = (
    "", "examiner", "approver", "skk_examiner", "skk_approver", "tosanboshi_examiner",
    "tosanboshi_approver", "treasurer", "auditor",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("officers", "0002_duty")]
    operations = [
        migrations.RemoveConstraint(model_name="officer", name="officer_duty_is_known"),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.CheckConstraint(
                condition=models.Q(duty__in=DUTIES), name="officer_duty_is_known"
            ),
        ),
    ]
