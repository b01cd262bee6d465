"""土台 — settings both sites share."""

from typing import Any

from kyosai.sites import wiring

DEBUG = False
ALLOWED_HOSTS = wiring.told("HOSTS", "127.0.0.1,localhost").split(",")
LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
KYOSAI_STATE = wiring.state()
KEYS = wiring.Keys(KYOSAI_STATE / "keys")
CLOCK_FOLDER = wiring.told("CLOCK_FOLDER") or None
PORTAL_URL = wiring.told("PORTAL_URL", "http://127.0.0.1:8000")
BACK_OFFICE_URL = wiring.told("BACK_OFFICE_URL", "http://127.0.0.1:8100")
RELAY_HOST = wiring.told("RELAY_HOST", "127.0.0.1")
RELAY_PORT = int(wiring.told("RELAY_PORT", "7443"))
HUB_URL = wiring.told("HUB_URL", "http://127.0.0.1:8200/hub")
HUB_CONSIGNOR_CODE = wiring.told("HUB_CONSIGNOR_CODE", "0000123456")
HOUJIN_URL = wiring.told("HOUJIN_URL", "http://127.0.0.1:8200/houjin")
ETAX_CERT_FILE = wiring.told("ETAX_CERT_FILE") or KEYS.path("etax.crt")
WORKSHOP = wiring.told("WORKSHOP") == "1"  # says 見本 on every page

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
YEAR = 365 * 24 * 60 * 60  # how long a browser remembers to come by https alone
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "kyosai.sites.logs.Discreet",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}


def templates(*context_processors: str) -> list[dict[str, Any]]:
    """Return template settings; an undefined variable is a defect, shown in tests."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    *context_processors,
                ],
            },
        }
    ]
