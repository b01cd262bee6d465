from django.db import migrations, models
from django.db.models import Q

STATES = ("registered", "confirmed", "suspect", "stopped", "replaced", "returned")


class Migration(migrations.Migration):
    dependencies = [("mandates", "0002_forever")]
    operations = [
        migrations.RemoveConstraint(model_name="mandate", name="mandate_state_is_known"),
        migrations.RemoveConstraint(model_name="mandate", name="mandate_is_debited_with_its_number"),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=Q(state__in=STATES), name="mandate_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["registered", "replaced", "returned"])
                | Q(account_sealed__isnull=False, confirmed_on__isnull=False),
                name="mandate_is_debited_with_its_number",
            ),
        ),
    ]
