"""The door a web server knocks on."""

import os

from django.core.wsgi import get_wsgi_application

from kyosai.sites import doorstep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyosai.sites.internet.settings")
application = doorstep.watched(get_wsgi_application())
