"""Settings, read from the environment. `kith` fills in the embedded database in demonstration, development and test."""

import os

import pghistory
from csp.constants import NONCE, SELF

from kith.config import environment, mail, single_sign_on
from kith.config.database_url import parsed
from kith.config.logs import configuration

HOME = environment.home_of(os.environ)
MODE = environment.mode_of(os.environ)
DEMONSTRATION = MODE != "production"

DEBUG = False
# In production a missing key stays missing: nothing is signed with the public one (``environment.problems``).
SECRET_KEY = os.environ.get("SECRET_KEY") or (environment.DEMONSTRATION_KEY if DEMONSTRATION else "")
# Keys that were ours before: what they signed and encrypted is still read, nothing new is.
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
PROXIES = environment.proxies_of(os.environ)
"""How many proxies of your own stand before the program: the caller's address is the one that the outermost of them saw."""
ADDRESS = os.environ.get("KITH_ADDRESS", "http://127.0.0.1:8000")
"""Where people reach the program: what a letter's link begins with."""
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1 localhost [::1] testserver").split()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "kith.design",
    "kith.organisations",
    "kith.access",
    "kith.audit",
    "kith.workbench",
    "kith.practice_model",
    "kith.people",
    "kith.tasks",
    "kith.family_help",
    "kith.front_door",
    "kith.staff_desk",
    "kith.public_site",
    "kith.family_portal",
    "kith.partner_api",
    "kith.administration",
    "kith.config",
]

MIDDLEWARE = [
    "kith.config.logs.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kith.access.middleware.NothingKeptMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kith.staff_desk.middleware.PretendedTimeMiddleware",
    "kith.staff_desk.middleware.SavedDraftMiddleware",
    "kith.staff_desk.middleware.SecondFactorMiddleware",
    "kith.access.middleware.ActingMiddleware",
]

ROOT_URLCONF = "kith.config.urls"
WSGI_APPLICATION = "kith.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "kith.design.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "kith.staff_desk.frame.frame",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": []}},
]

DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
DATABASES = {"default": parsed(DATABASE_OWNER_URL if os.environ.get("KITH_AS_OWNER") else DATABASE_URL)}

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kith.staff_desk.sign_in.Adapter"
ACCOUNT_SESSION_REMEMBER = False
# Tries are counted by kith.access.limits, in the database and for every process; the library would count in each by itself.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "kith.organisations.one_time.Keys"  # noqa: S105  a name
ACCOUNT_FORMS = {
    "login": "kith.staff_desk.web.forms.sign_in.SignIn",
    "reauthenticate": "kith.staff_desk.web.forms.sign_in.PasswordAgain",
    "reset_password": "kith.staff_desk.web.forms.sign_in.ForgottenPassword",
    "reset_password_from_key": "kith.staff_desk.web.forms.sign_in.ChosenPassword",
    "change_password": "kith.staff_desk.web.forms.sign_in.ChangedPassword",
}
SOCIALACCOUNT_ADAPTER = "kith.staff_desk.sign_in.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "kith.staff_desk.second_factor.SecondFactor"
MFA_TOTP_ISSUER = "Kith"
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off
MFA_FORMS = {
    "authenticate": "kith.staff_desk.web.forms.sign_in.CodeToSignIn",
    "reauthenticate": "kith.staff_desk.web.forms.sign_in.CodeAgain",
    "activate_totp": "kith.staff_desk.web.forms.sign_in.FirstCode",
}
# The library asks for a verified address lest a stranger signs up with somebody else's. Here nobody signs up: who is invited was
# given the link by an administrator, and an address changed later must not keep them from setting up their codes.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
if os.environ.get("OIDC_SERVER_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("OIDC_NAME", "Work account"),
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                "settings": {
                    "server_url": os.environ["OIDC_SERVER_URL"],
                    # Some providers do not say that an address is verified. Theirs count for these domains only.
                    "verified_email": os.environ.get("OIDC_EMAIL_DOMAINS", "").split(),
                },
            }
        ]
    }

SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if MODE == "production" else 0
SECURE_SSL_REDIRECT = MODE == "production" and os.environ.get("KITH_BEHIND_TLS", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A watcher on this machine asks without TLS.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
CSRF_TRUSTED_ORIGINS = environment.trusted_origins(os.environ)
CSRF_FAILURE_VIEW = "kith.staff_desk.web.views.unsent.form_not_taken"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF, *single_sign_on.origins(os.environ)],
    }
}

OAUTH2_PROVIDER = {
    "SCOPES": {"requests": "Send requests for support and read their outcome"},
    "DEFAULT_SCOPES": ["requests"],
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    # Partners' systems ask with their own secret and nothing else; the best practice of RFC 9700 costs them nothing.
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "REFRESH_TOKEN_GRACE_PERIOD_SECONDS": 0,
    # With the token storage of these the database keeps a hash only. Clients' secrets are hashed by the model itself.
    **{
        f"COMPLIANT_BCP_RFC9700_{each}": True
        for each in (
            *("IMPLICIT_GRANT", "PASSWORD_GRANT", "PKCE_METHOD", "ACCESS_TOKEN_TRANSPORT", "AUTHZ_RESPONSE_ISS"),
            *("TOKEN_STORAGE", "REFRESH_TOKEN", "REDIRECT_URI_SCHEME", "REDIRECT_URI_MATCHING", "PKCE_REQUIRED"),
        )
    },
}

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField(null=False)
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=False)

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MAIL = mail.settings_of(os.environ)
MAIL_IS_SENT = MAIL.host != ""
# Without a mail server nothing is sent, and nothing is printed either: a message holds an address, and often a live link.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_IS_SENT else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = MAIL.tls == "from the start", MAIL.tls == "starttls", 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL.sender
SILENCED_SYSTEM_CHECKS = [
    "account.W001",  # people sign in by their address and there is no user name
    "security.W005",  # HSTS for subdomains: the other names below a council's are not ours to promise
    "security.W009",  # kith.E002 says it, and what to do
    "security.W021",  # HSTS preload: the same, and for years
]

LOGGING = configuration()
# History's triggers are installed after every migration, from the models as they are: a migration for each of them would make
# setting up a database take twice as long.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True
