import django.db.models.deletion
from django.db import migrations, models

from kyosai.basis import append_only

APP = "kyosai_core_app"
KEEP_CONTENT = "INSERT INTO debit_file_content (file_id, digest, content) SELECT name, digest, content FROM debit_file"
# What the bank has received may be read as well: it left with two approvals, or before they were
# asked for.
RELEASED = """
CREATE VIEW debit_file_released AS
SELECT f.name, f.digest, c.content
FROM debit_file f JOIN debit_file_content c ON c.file_id = f.name AND c.digest = f.digest
WHERE (
    SELECT count(DISTINCT a.officer) FROM debit_file_approval a
    WHERE a.file_id = f.name AND a.digest = f.digest
) >= 2 OR EXISTS (SELECT FROM debit_file_hand_over h WHERE h.file_id = f.name AND h.receipt <> '')
"""
UNREADABLE = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') AND '{APP}' <> current_user THEN
        REVOKE SELECT ON debit_file_content FROM {APP};
        REVOKE INSERT, UPDATE, DELETE ON debit_file_released FROM {APP};
    END IF;
END $$
"""
APPROVED = """
CREATE FUNCTION approval_is_by_another_treasurer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE file debit_file;
BEGIN
    SELECT * INTO file FROM debit_file WHERE name = NEW.file_id;
    IF file.digest IS DISTINCT FROM NEW.digest THEN
        RAISE EXCEPTION 'approval of %: the digest is not that of the file', NEW.file_id;
    ELSIF file.made_by = NEW.officer THEN
        RAISE EXCEPTION 'approval of %: whoever made a file does not approve it', NEW.file_id;
    ELSIF NOT EXISTS (
        SELECT FROM officer WHERE username = NEW.officer AND duty = 'treasurer' AND is_active
    ) THEN
        RAISE EXCEPTION 'approval of %: only an officer of the treasury approves', NEW.file_id;
    ELSIF EXISTS (SELECT FROM debit_file_hand_over WHERE file_id = NEW.file_id) THEN
        RAISE EXCEPTION 'approval of %: the file has left or has been refused', NEW.file_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_is_by_another_treasurer BEFORE INSERT ON debit_file_approval
    FOR EACH ROW EXECUTE FUNCTION approval_is_by_another_treasurer();
CREATE FUNCTION hand_over_is_of_a_released_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.receipt <> '' AND NOT EXISTS (
        SELECT FROM debit_file_approval a JOIN debit_file f ON f.name = a.file_id
        WHERE a.file_id = NEW.file_id AND a.digest = f.digest
        HAVING count(DISTINCT a.officer) >= 2
    ) THEN
        RAISE EXCEPTION 'hand-over of %: two officers have to approve it first', NEW.file_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hand_over_is_of_a_released_file BEFORE INSERT ON debit_file_hand_over
    FOR EACH ROW EXECUTE FUNCTION hand_over_is_of_a_released_file();
"""
NOT_APPROVED = """
DROP TRIGGER approval_is_by_another_treasurer ON debit_file_approval;
DROP FUNCTION approval_is_by_another_treasurer;
DROP TRIGGER hand_over_is_of_a_released_file ON debit_file_hand_over;
DROP FUNCTION hand_over_is_of_a_released_file;
"""


class Migration(migrations.Migration):
    dependencies = [("officers", "0002_duty"), ("premiums", "0003_both_schemes")]
    operations = [
        migrations.AddField("cycle", "hand_in_by", models.DateTimeField(null=True, verbose_name="銀行が受け付ける期限")),
        migrations.AddField("cycle", "remitted_on", models.DateField(null=True, verbose_name="入金の予定日")),
        migrations.AddField("cycle", "remitted_at", models.DateTimeField(null=True, verbose_name="入金の照合日時")),
        migrations.RunSQL(
            "UPDATE debit_cycle SET hand_in_by = submit_by + interval '30 minutes', remitted_on = confirm_by",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("cycle", "hand_in_by", models.DateTimeField(verbose_name="銀行が受け付ける期限")),
        migrations.AlterField("cycle", "remitted_on", models.DateField(verbose_name="入金の予定日")),
        migrations.AddField("debitfile", "made_by", models.CharField(blank=True, default="", max_length=150, verbose_name="作成した人"), preserve_default=False),
        migrations.CreateModel(
            name="DebitFileContent",
            fields=[
                ("file", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="kept_content", serialize=False, to="premiums.debitfile")),
                ("digest", models.CharField(max_length=64, verbose_name="要約値")),
                ("content", models.BinaryField(verbose_name="内容")),
            ],
            options={"verbose_name": "口座振替依頼ファイルの内容", "db_table": "debit_file_content"},
        ),
        migrations.RunSQL(KEEP_CONTENT, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE debit_file_content ADD CONSTRAINT content_has_its_digest CHECK (encode(sha256(content), 'hex') = digest)",
            "ALTER TABLE debit_file_content DROP CONSTRAINT content_has_its_digest",
        ),
        migrations.RemoveField("debitfile", "content"),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("pk", models.CompositePrimaryKey("file_id", "officer", blank=True, editable=False, primary_key=True, serialize=False)),
                ("officer", models.CharField(max_length=150, verbose_name="担当者")),
                ("digest", models.CharField(max_length=64, verbose_name="要約値")),
                ("at", models.DateTimeField(verbose_name="承認日時")),
                ("file", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="premiums.debitfile")),
            ],
            options={"verbose_name": "承認", "db_table": "debit_file_approval"},
        ),
        migrations.CreateModel(
            name="ReleasedFile",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False, verbose_name="ファイル名")),
                ("digest", models.CharField(max_length=64, verbose_name="要約値")),
                ("content", models.BinaryField(verbose_name="内容")),
            ],
            options={"db_table": "debit_file_released", "managed": False},
        ),
        migrations.RunSQL(RELEASED, "DROP VIEW debit_file_released"),
        migrations.RunSQL(APPROVED, NOT_APPROVED),
        migrations.RunSQL(UNREADABLE, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in ("debit_file_content", "debit_file_approval")
        ),
    ]
