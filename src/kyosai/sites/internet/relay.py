"""The relay process: where the courier from the core comes to fetch."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyosai.sites.internet.settings")

if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    from kyosai.doors.portal import begun, drafts, receipts
    from kyosai.doors.relay import listener

    listener.run(
        also=[drafts.sweep, receipts.forget, begun.tell, lambda: call_command("clearsessions")]
    )
