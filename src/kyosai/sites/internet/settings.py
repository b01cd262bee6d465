"""Settings of the internet site: portal and postbox, and nothing that knows the books."""

from kyosai.sites import wiring
from kyosai.sites.foundation import *  # noqa: F403

SECRET_KEY = wiring.django_secret(KEYS, "django_internet.secret")  # noqa: F405
ROOT_URLCONF = "kyosai.sites.internet.urls"
WSGI_APPLICATION = "kyosai.sites.internet.wsgi.application"
DATABASES = {
    "default": wiring.database(
        wiring.told("INTERNET_DATABASE_URL", "postgresql:///kyosai_internet")
    )
}
INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "kyosai.exchange",
    "kyosai.doors.look",
    "kyosai.doors.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kyosai.doors.portal.gate.gate",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = templates("kyosai.doors.portal.surroundings.about")  # noqa: F405
SECURE_COOKIES = PORTAL_URL.startswith("https:")  # noqa: F405
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
HOST_ONLY = "__Host-" if SECURE_COOKIES else ""  # no neighbouring host may set these
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{HOST_ONLY}kyosai", f"{HOST_ONLY}csrftoken"
SECURE_HSTS_SECONDS = YEAR if SECURE_COOKIES else 0  # noqa: F405
SESSION_COOKIE_AGE = 30 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
DAA_ISSUER = wiring.told("DAA_ISSUER", "http://127.0.0.1:8200/daa/realms/main")
DAA_CLIENT_ID = wiring.told("DAA_CLIENT_ID", "kyosai")
GBIZID_ISSUER = wiring.told("GBIZID_ISSUER", "http://127.0.0.1:8200/gbizid/oauth/")
GBIZID_CLIENT_ID = wiring.told("GBIZID_CLIENT_ID", "kyosai")
PARTNERS = {wiring.origin(url) for url in (DAA_ISSUER, GBIZID_ISSUER, HUB_URL)}  # noqa: F405
# A form may lead on to a sign-in or to the registration of an account, and nowhere else.
FORMS_LEAD_TO = CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]  # noqa: F405
FORMS_LEAD_TO.extend(sorted(PARTNERS))
CSRF_FAILURE_VIEW = "kyosai.doors.portal.failures.form_expired"
