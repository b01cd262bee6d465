from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = ("asset_sheet", "asset_holding", "asset_sheet_approval")

BY_ANOTHER = """
CREATE FUNCTION asset_sheet_is_approved_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_treasurer(NEW.officer) THEN
        RAISE EXCEPTION 'asset sheet %: only an officer of the treasury approves', NEW.sheet_id;
    ELSIF EXISTS (
        SELECT FROM asset_sheet WHERE id = NEW.sheet_id AND entered_by = NEW.officer
    ) THEN
        RAISE EXCEPTION 'asset sheet %: whoever entered it does not approve it', NEW.sheet_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER asset_sheet_is_approved_by_another BEFORE INSERT ON asset_sheet_approval
    FOR EACH ROW EXECUTE FUNCTION asset_sheet_is_approved_by_another();
"""
GONE = "DROP TRIGGER asset_sheet_is_approved_by_another ON asset_sheet_approval;"


class Migration(migrations.Migration):
    dependencies = [("assets", "0001_initial"), ("payments", "0002_control")]
    operations = [
        migrations.RunSQL(BY_ANOTHER, GONE),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in TABLES
        ),
    ]
