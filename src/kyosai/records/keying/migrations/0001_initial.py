from django.db import migrations

from kyosai.records.keying import wall

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("officers", "0008_paper_desks")]
    operations = [
        migrations.RunSQL(wall.NEW_ROLE),
        migrations.RunSQL(wall.WALL, "DROP SCHEMA keying CASCADE"),
        migrations.RunSQL(wall.callable_by(APP, wall.OF_THE_HOUSE)),
        *(
            migrations.RunSQL(wall.callable_by(wall.role_of(company), wall.OF_A_COMPANY))
            for company in wall.COMPANIES
        ),
    ]
