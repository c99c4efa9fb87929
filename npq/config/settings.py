"""Every setting, from the environment, with defaults that suit a developer's machine and nothing else.

`NPQ_DEMONSTRATION=true` makes a world of invented people with a settable clock and one-button sign-in. Without it the
service asks for what a real one needs (NPQ_SECRET_KEY, DATABASE_URL, NPQ_BASE_URL) and says so when it is missing.
"""

from pathlib import Path

import dj_database_url
from environs import Env

from npq.config import content_security, embedded_postgres, secret_key

env = Env()
ROOT = Path(__file__).resolve().parents[2]

# Where things are
VAR = env.path("NPQ_VAR", default=ROOT / "var")
COURSES = env.path("NPQ_COURSES", default=ROOT / "courses")
ASSESSMENTS = env.path("NPQ_ASSESSMENTS", default=ROOT / "assessments")
BASE_URL = env.str("NPQ_BASE_URL", default="http://127.0.0.1:8000")
POSTGRES_FOLDER = VAR / "postgres"
DATABASE_URL = env.str("DATABASE_URL", default="")

# What kind of service this is
DEMONSTRATION = env.bool("NPQ_DEMONSTRATION", default=False)
TESTING = env.bool("NPQ_TESTING", default=False)
CLOCK_SETTABLE = DEMONSTRATION or TESTING
DEBUG = False
SECRET_KEY = secret_key.secret_key(env.str("NPQ_SECRET_KEY", default=""), VAR)
ALLOWED_HOSTS = env.list("NPQ_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECURE = BASE_URL.startswith("https://")

# The service's own words about itself, by configuration because another body may run it
SERVICE_NAME = "National professional qualifications"
CONTACT_EMAIL = env.str("NPQ_CONTACT_EMAIL", default="help@npq.example")
CONTROLLER_NAME = env.str(
    "NPQ_CONTROLLER_NAME",
    default="whoever started this demonstration" if DEMONSTRATION else "an organisation not named yet",
)

# Connections each web process keeps; other processes have one a thread and keep none.
POOL = env.int("NPQ_DATABASE_POOL", default=0)

DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_URL or embedded_postgres.url(POSTGRES_FOLDER), conn_max_age=0, conn_health_checks=True
    )
}
# A process that hangs in the middle of a change, or is stopped there, must not hold others up for ever.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options", "-c idle_in_transaction_session_timeout=40s"
)
# At once, where a statement is asked for in that way: npq/kernel/prepared.py.
DATABASES["default"]["OPTIONS"].setdefault("prepare_threshold", 0)
if POOL:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": POOL, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "npq.kernel",
    "npq.gateways.email",
    "npq.gateways.sign_in",
    "npq.domain.organisations",
    "npq.domain.catalogue",
    "npq.domain.people",
    "npq.domain.funding",
    "npq.domain.registration",
    "npq.domain.enrolment",
    "npq.domain.learning",
    "npq.domain.engagement",
    "npq.domain.assessment",
    "npq.web.shared",
    "npq.jobs",
    *(["npq.demo"] if DEMONSTRATION else []),
]

MIDDLEWARE = [
    "npq.config.request_log.RequestLog",
    "npq.config.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "npq.web.shared.middleware.PackedPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "npq.web.shared.middleware.Headers",
    "npq.web.shared.middleware.MomentAndViewer",
    "npq.web.shared.sign_in.middleware.StaffNeedTotp",
]

ROOT_URLCONF = "npq.config.urls"
WSGI_APPLICATION = "npq.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {"environment": "npq.web.shared.jinja.environment"},
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# Static files: ours, and the front-end packages that `make setup` copied into build/
STATIC_URL = "/static/"
STATIC_ROOT = None if TESTING else ROOT / "build" / "collected"  # tests collect nothing: see `Uncollected`
STATICFILES_DIRS = [ROOT / "build" / "frontend"]
WHITENOISE_USE_FINDERS = TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "npq.config.static_files." + ("Uncollected" if TESTING else "Collected")},
}

# Sign-in: see npq/gateways/sign_in/README.md
AUTH_USER_MODEL = "sign_in.Account"
AUTHENTICATION_BACKENDS = ["npq.web.shared.sign_in.backend.AccountAndViewer"]
SIGN_IN = env.str("NPQ_SIGN_IN", default="email_code")  # or "openid"
OPENID = {
    "issuer": env.str("NPQ_OPENID_ISSUER", default=""),
    "client_id": env.str("NPQ_OPENID_CLIENT_ID", default=""),
    "private_key": env.str("NPQ_OPENID_PRIVATE_KEY", default=""),
    "key_id": env.str("NPQ_OPENID_KEY_ID", default=""),
    "scope": env.str("NPQ_OPENID_SCOPE", default="openid email"),
}
OPENID_NAME = env.str("NPQ_OPENID_NAME", default="GOV.UK One Login")
LOGIN_URL = "/demonstration/sign-in" if DEMONSTRATION else "/sign-in"
LOGIN_REDIRECT_URL = "/home"
STAFF_NEED_TOTP = not DEMONSTRATION
ACCOUNT_ADAPTER = "npq.web.shared.sign_in.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# The code is the proof of the address, every time; there is nothing else to verify.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,5/15m/key,30/d/key",
    "enter_login_code": "60/m/ip,15/h/key",
    "login_failed": "10/m/ip,5/5m/key",
}
# How many proxies of ours stand before the service: without that, limits by address would count the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("NPQ_PROXIES", default=0)
MFA_ADAPTER = "npq.web.shared.sign_in.adapter.AuthenticatorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SERVICE_NAME
MFA_TOTP_TOLERANCE = 1

# Sessions end with the working day, and at sign-out; cookies tell nobody anything.
SESSION_ENGINE = "npq.web.shared.sign_in.store"
SESSION_COOKIE_NAME = "npq-session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "npq-csrf"
CSRF_COOKIE_AGE = None  # until the browser closes
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # so that there is no third cookie
CSRF_FAILURE_VIEW = "npq.web.shared.errors.form_expired"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Headers
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = content_security.policy(OPENID["issuer"])

# E-mail: "demonstration" keeps letters to be read on a page, "smtp" and "notify" send them
EMAIL_GATEWAY = env.str("NPQ_EMAIL", default="demonstration" if CLOCK_SETTABLE else "smtp")
EMAIL_BACKEND = "npq.gateways.email.backend.EmailBackend"
EMAIL_FROM = env.str("NPQ_EMAIL_FROM", default=CONTACT_EMAIL)
SMTP = env.str("NPQ_SMTP_URL", default="smtp://127.0.0.1:25")
NOTIFY = {
    "api_key": env.str("NPQ_NOTIFY_API_KEY", default=""),
    "template_id": env.str("NPQ_NOTIFY_TEMPLATE_ID", default=""),
    "base_url": env.str("NPQ_NOTIFY_BASE_URL", default="https://api.notifications.service.gov.uk"),
}

LOGGING_CONFIG = None  # npq.config.logs sets structlog up
