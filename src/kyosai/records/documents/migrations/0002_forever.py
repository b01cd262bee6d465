from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("document_use", app_role="kyosai_core_app"),
            append_only.allow_change("document_use"),
        ),
        migrations.RunSQL(
            "ALTER TABLE document ADD CONSTRAINT document_is_what_its_digest_says"
            " CHECK (digest = encode(sha256(content), 'hex'))",
            "ALTER TABLE document DROP CONSTRAINT document_is_what_its_digest_says",
        ),
    ]
