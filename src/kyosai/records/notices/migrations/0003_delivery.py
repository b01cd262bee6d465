import django.db.models.deletion
from django.db import migrations, models

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = ("delivery_choice", "contact_trouble")
# Whoever chose paper, or never agreed to anything else: a holder of long ago who has not come to
# the portal. A mail that came back for good turns into a letter.
GETS_PAPER = """
CREATE FUNCTION gets_paper(who uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT way = 'paper' FROM delivery_choice WHERE party_id = who ORDER BY id DESC LIMIT 1),
        (SELECT p.is_taken_over AND NOT EXISTS (SELECT FROM party_link WHERE party_id = p.id)
            FROM party p WHERE p.id = who),
        false
    ) OR EXISTS (
        SELECT FROM contact_trouble t WHERE t.party_id = who AND t.medium = 'mail'
        AND t.place = (SELECT email FROM party_particulars WHERE party_id = who
            ORDER BY recorded_at DESC LIMIT 1)
    )
$$;
"""
# Not to whoever chose paper, unless letters do not reach them; never where a mail came back.
GETS_MAIL = """
CREATE FUNCTION gets_mail(who uuid, mail text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM contact_trouble
        WHERE party_id = who AND medium = 'mail' AND place = mail
    ) AND (coalesce(
        (SELECT way <> 'paper' FROM delivery_choice WHERE party_id = who ORDER BY id DESC LIMIT 1),
        true
    ) OR EXISTS (
        SELECT FROM contact_trouble t WHERE t.party_id = who AND t.medium = 'paper'
        AND t.place = (SELECT address FROM party_particulars WHERE party_id = who
            ORDER BY recorded_at DESC LIMIT 1)
    ))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_forever"), ("parties", "0004_links")]
    operations = [
        migrations.CreateModel(
            name="DeliveryChoice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="選んだ日時")),
                ("way", models.CharField(max_length=12, verbose_name="お知らせの受け取り方")),
                ("terms", models.CharField(max_length=20, verbose_name="同意した文の版")),
                ("source", models.CharField(max_length=60, verbose_name="出所")),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="delivery_choices", to="parties.party")),
            ],
            options={
                "verbose_name": "受け取り方の選択",
                "db_table": "delivery_choice",
                "indexes": [models.Index(fields=["party", "-id"], name="delivery_choice_of_party")],
                "constraints": [models.CheckConstraint(condition=models.Q(("way__in", ("electronic", "paper"))), name="delivery_way_is_known")],
            },
        ),
        migrations.CreateModel(
            name="ContactTrouble",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("medium", models.CharField(max_length=6, verbose_name="届かなかった方法")),
                ("place", models.CharField(max_length=300, verbose_name="届かなかった宛先")),
                ("found_at", models.DateTimeField(verbose_name="分かった日時")),
                ("source", models.CharField(max_length=120, verbose_name="出所")),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contact_troubles", to="parties.party")),
            ],
            options={
                "verbose_name": "届かない連絡先",
                "db_table": "contact_trouble",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("medium__in", ("paper", "mail"))), name="contact_medium_is_known"),
                    models.UniqueConstraint(fields=("party", "medium", "place"), name="contact_trouble_is_noted_once"),
                ],
            },
        ),
        migrations.RunSQL(GETS_PAPER, "DROP FUNCTION gets_paper(uuid)"),
        migrations.RunSQL(GETS_MAIL, "DROP FUNCTION gets_mail(uuid, text)"),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in TABLES
        ),
    ]
