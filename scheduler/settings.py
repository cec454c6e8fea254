"""Settings of the Django project. What differs from place to place comes from ``scheduler.env``."""

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF

from scheduler.env import BASE_DIR, read_environment

ENVIRONMENT = read_environment()

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts

# The domain: whether exactly seven days are "one week", and the day taken for today (None: the wall clock).
WEEK_RULE = ENVIRONMENT.week_rule
TODAY = ENVIRONMENT.today

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "simple_history",
    "crispy_forms",
    "crispy_bootstrap5",
    "meetings",
    # Signing in. Ours comes last: it replaces what the libraries put into the admin.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "scheduler.accounts",
]

MIDDLEWARE = [
    # Before all that may answer by itself: files, redirects and refusals carry the policy too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "scheduler.middleware.keep_what_is_personal_out_of_caches",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "scheduler.accounts.second_factor.SecondFactorMiddleware",
    # The innermost: it turns a refused attempt into the page that says so.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "scheduler.urls"
WSGI_APPLICATION = "scheduler.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# What each engine needs beside its address. SQLite: a writer takes its lock when the transaction begins and
# waits for it; with Django's defaults a third of the transactions of two concurrent writers fail.
ENGINE_SETTINGS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        # The last connection to close puts the log back into the file, which takes longer than most pages. The server
        # for development begins a thread for each request, and would leave its connection behind.
        "CONN_MAX_AGE": 0 if DEBUG else 60,
    },
    "django.db.backends.postgresql": {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
}
DATABASES = {"default": ENVIRONMENT.database | ENGINE_SETTINGS.get(ENVIRONMENT.database["ENGINE"], {})}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "meetings.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Who may sign in, and how: by name and password, then with a second factor where the account has one.
# Accounts are made by admins, so nobody signs up. The one address of a person is User.email.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "scheduler.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a new password and a changed second factor
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody without an account gets mail from here
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "meetings.forms.account.SignInForm",
    "reauthenticate": "meetings.forms.account.ConfirmForm",
    "change_password": "meetings.forms.account.ChangePasswordForm",
    "reset_password": "meetings.forms.account.ForgottenPasswordForm",
    "reset_password_from_key": "meetings.forms.account.NewPasswordForm",
}
SECOND_FACTOR_REQUIRED = ENVIRONMENT.second_factor_required
MFA_FORMS = {
    "authenticate": "meetings.forms.account.CodeForm",
    "reauthenticate": "meetings.forms.account.ConfirmCodeForm",
    "activate_totp": "meetings.forms.account.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # admins write the addresses down; nobody could verify one here
MFA_TOTP_ISSUER = "Council programme of work"
MFA_TOTP_TOLERANCE = 1  # clocks may differ by half a minute; a code is good once all the same

# Guessing is slowed down twice. A name tried from one address is locked after five wrong passwords, counted in
# the database, so by all processes together; locking the name alone would let a stranger keep its owner out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Trying again meanwhile does not lengthen it, so that the page can say when it ends.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "scheduler.accounts.limits.name_tried"
AXES_CLIENT_IP_CALLABLE = "scheduler.accounts.limits.address_of"
AXES_LOCKOUT_CALLABLE = "scheduler.accounts.limits.locked_out"
# Above that, and for codes, so many in a time: from one address ("ip"), with one name or account ("key", "user").
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "sign_in_as": "30/10m/key",
    "login_failed": "5/5m/key",  # wrong codes of the second factor; passwords are counted above
    "reset_password": "20/m/ip,5/10m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies

CACHES = {
    # Holds those counts and the codes that were used, so it must be one for all processes and machines. Signing in
    # alone asks it; `migrate` makes its table. Room for many, or a flood of names would wash the counts out.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What was made of published versions, under the digests of these: never stale, so each process keeps its own.
    # Some months in six languages; a month of 200 entries takes a third of a megabyte. Days pass, hence the end.
    "published": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "published",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# The six official languages, in the order in which the United Nations lists them.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
LOCALE_PATHS = [BASE_DIR / "meetings" / "locale"]
USE_I18N = True

# The Council meets in New York; its days begin and end there.
TIME_ZONE = "America/New_York"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static_root
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# EMAIL_BACKEND, EMAIL_HOST and so on.
globals().update(ENVIRONMENT.email)
# The site's public address: messages are written where no request is.
SITE_URL = ENVIRONMENT.site_url

# Everything comes from the site itself; nothing inline, no plug-in, no frame around it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CSRF_TRUSTED_ORIGINS = ENVIRONMENT.csrf_trusted_origins
CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the page
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.secure
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.secure
SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.secure
# Entering the browsers' preload lists binds a whole domain: its owner decides that, not this application.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "scheduler.logs.WithoutSecrets"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}
    },
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    # Django's own handlers would print the same record a second time.
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": ENVIRONMENT.log_level},
        # It warns of every HEAD request that Django answers as a GET, and cuts the body off as it should.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
