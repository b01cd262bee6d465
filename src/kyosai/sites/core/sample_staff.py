"""Make the workshop's sample officers and agencies: never in production."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyosai.sites.core.settings")

if __name__ == "__main__":
    django.setup()
    from kyosai.doors.back_office import sample_agencies, sample_staff

    sample_staff.make()
    sample_agencies.make()
