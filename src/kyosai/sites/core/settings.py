"""Settings of the core site: back office, postroom, clock."""

from pathlib import Path

from kyosai.sites import wiring
from kyosai.sites.foundation import *  # noqa: F403

SECRET_KEY = wiring.django_secret(KEYS, "django_core.secret")  # noqa: F405
ROOT_URLCONF = "kyosai.sites.core.urls"
WSGI_APPLICATION = "kyosai.sites.core.wsgi.application"
DATABASES = {
    "default": wiring.database(wiring.told("CORE_DATABASE_URL", "postgresql:///kyosai_core")),
    # Each company that reads pictures has a way of its own; only the back office is told them.
    "kyosai_vendor_a": wiring.database(wiring.told("VENDOR_A_DATABASE_URL", "postgresql:///none")),
    "kyosai_vendor_b": wiring.database(wiring.told("VENDOR_B_DATABASE_URL", "postgresql:///none")),
}
RECORDS = (
    "parties",
    "listed",
    "contracts",
    "mandates",
    "premiums",
    "paid_before",
    "premium_certificates",
    "remittances",
    "payments",
    "holds",
    "loans",
    "benefits",
    "failed_customers",
    "ledger",
    "documents",
    "notices",
    "letters",
    "officers",
    "access_log",
    "my_numbers",
    "delegations",
    "survivors",
    "assets",
    "tax_office",
    "keying",
    "calls",
    "voices",
    "stages",
    "agencies",
)
INSTALLED_APPS = [
    "kyosai.doors.back_office",  # first: its pages replace those of the sign-in library
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "kyosai.doors.look",
    "kyosai.exchange",
    "kyosai.casework",
    *(f"kyosai.records.{name}" for name in RECORDS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kyosai.doors.back_office.gate.gate",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kyosai.doors.back_office.guard.Guard",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = templates(  # noqa: F405
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "kyosai.doors.back_office.surroundings.about",
)
AUTH_USER_MODEL = "officers.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "kyosai.doors.back_office.sign_in.StaffOnly"
ACCOUNT_FORMS = {"login": "kyosai.doors.back_office.sign_in_form.SignIn"}
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = WORKSHOP  # noqa: F405
MFA_TOTP_ISSUER = "Kyosai"
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "kyosai.doors.back_office.sign_in.SecondFactor"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff have no mail address here
MFA_WEBAUTHN_USER_VERIFICATION = "required"
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # a desk sits behind one address: lock the name, not it
AXES_LOCKOUT_CALLABLE = "kyosai.doors.back_office.failures.locked_out"
CSRF_FAILURE_VIEW = "kyosai.doors.back_office.failures.forged"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BACK_OFFICE_URL.startswith("https:")  # noqa: F405
HOST_ONLY = "__Host-" if SESSION_COOKIE_SECURE else ""  # no neighbouring host may set these
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{HOST_ONLY}kyosai_staff", f"{HOST_ONLY}csrftoken"
SECURE_HSTS_SECONDS = YEAR if SESSION_COOKIE_SECURE else 0  # noqa: F405
SESSION_COOKIE_AGE = 8 * 60 * 60
# The vault's key lies apart from the core's own: only the back office is told the place.
MY_NUMBER_KEYS = wiring.Keys(Path(wiring.told("MY_NUMBER_KEYS", str(KYOSAI_STATE / "none"))))  # noqa: F405
PRIVATE_POST_URL = wiring.told("PRIVATE_POST_URL", "http://127.0.0.1:8200/private-post/api")
MAIL_ROOM = Path(wiring.told("MAIL_ROOM", str(KYOSAI_STATE / "mail_room")))  # noqa: F405
BANK_URL = wiring.told("BANK_URL", "http://127.0.0.1:8200/bankfiles")
ETAX_URL = wiring.told("ETAX_URL", "http://127.0.0.1:8200/etax")
PRINT_HOUSE_URL = wiring.told("PRINT_HOUSE_URL", "http://127.0.0.1:8200/printhouse")
SMTP_HOST = wiring.told("SMTP_HOST", "127.0.0.1")
SMTP_PORT = int(wiring.told("SMTP_PORT", "8225"))
