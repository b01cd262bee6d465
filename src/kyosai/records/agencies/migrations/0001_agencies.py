import django.db.models.deletion
from django.db import migrations, models

from kyosai.basis import append_only

TABLES, APP = ("agency", "agency_staff", "loan_condition"), "kyosai_core_app"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('parties', '0005_links_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('pk', models.CompositePrimaryKey('person', 'corporate_number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField(verbose_name='利用者の番号')),
                ('corporate_number', models.CharField(max_length=13, verbose_name='法人番号')),
                ('name', models.CharField(max_length=100, verbose_name='名前')),
                ('at', models.DateTimeField(verbose_name='はじめて入った日時')),
            ],
            options={
                'verbose_name': '委託機関の担当者',
                'db_table': 'agency_staff',
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('corporate_number', models.CharField(max_length=13, verbose_name='法人番号')),
                ('name', models.CharField(max_length=100, verbose_name='名前')),
                ('kind', models.CharField(max_length=10, verbose_name='種類')),
                ('duties', models.JSONField(verbose_name='委託する仕事')),
                ('begins_on', models.DateField(verbose_name='始まる日')),
                ('ends_on', models.DateField(verbose_name='最後の日')),
                ('entered_at', models.DateTimeField(verbose_name='登録日時')),
            ],
            options={
                'verbose_name': '委託機関',
                'db_table': 'agency',
                'indexes': [models.Index(fields=['corporate_number'], name='agency_by_number')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['society', 'bank'])), name='agency_kind_is_known'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='agency_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Condition',
            fields=[
                ('receipt', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='受付番号')),
                ('corporate_number', models.CharField(max_length=13, verbose_name='法人番号')),
                ('staff', models.CharField(max_length=200, verbose_name='確認した人')),
                ('person', models.UUIDField(verbose_name='確認した人の番号')),
                ('loan_kind', models.CharField(max_length=30, verbose_name='貸付けの種類')),
                ('facts', models.JSONField(verbose_name='確認した内容')),
                ('confirmed_on', models.DateField(verbose_name='確認した日')),
                ('until', models.DateField(verbose_name='使える最後の日')),
                ('at', models.DateTimeField(verbose_name='確認日時')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loan_conditions', to='parties.party')),
            ],
            options={
                'verbose_name': '特別貸付けの要件の確認',
                'db_table': 'loan_condition',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('confirmed_on'))), name='condition_ends_after_it_began')],
            },
        ),
        *(
            migrations.RunSQL(
                append_only.forbid_change(table, app_role=APP), append_only.allow_change(table)
            )
            for table in TABLES
        ),
    ]
