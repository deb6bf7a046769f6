"""Django's settings for one election, read from the folder that HUSTINGS_ELECTION names.

Knows election.toml's `address` and `database`, and the folder's secret. Must not know rooms above.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from hustings.errors import InputError
from hustings.web.folder import VARIABLE, Folder, database, entry, read_secret

if not os.environ.get(VARIABLE):
    raise InputError(f"{VARIABLE} is not set", remedy="give it the folder of an election")

ELECTION = Folder(os.environ[VARIABLE])
_root = entry(ELECTION)
_address = urlsplit(_root.text("address", default="http://127.0.0.1:8000/"))
_secure = _address.scheme == "https"

SECRET_KEY = read_secret(ELECTION.django_key).decode().strip()
DEBUG = False
ALLOWED_HOSTS = sorted({_address.hostname or "127.0.0.1", "127.0.0.1", "localhost"})
ROOT_URLCONF = "hustings.voting.pages.urls"
WSGI_APPLICATION = "hustings.web.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "hustings.voting",
]
MIDDLEWARE = [
    "hustings.web.headers.strict",
    "hustings.web.headers.known_host",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "hustings.voting.pages.frame.frame",
            ],
            "libraries": {"words": "hustings.voting.pages.tags"},
        },
    }
]

DATABASES = {"default": database(ELECTION, _root)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
OTP_TOTP_ISSUER = "Hustings"
# `voting.domain.officers` sets the rest after failures itself: this one grows to a hundred years.
OTP_TOTP_THROTTLE_FACTOR = 0

# A voter gets no cookie but the one against forged forms; an officer's session ends with the
# browser.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Whatever stands before this server ends TLS, and says so in a header that it sets itself.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure

# Requests are not logged: an address and a time beside a ballot say who voted when.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"null": {"class": "logging.NullHandler"}},
    "loggers": {"django.server": {"handlers": ["null"], "propagate": False}},
}
