"""Apps, middleware, language and time."""

from importlib.util import find_spec

from attendance.settings.env import BASE_DIR as BASE_DIR
from attendance.settings.env import DATA_DIR as DATA_DIR
from attendance.settings.env import DEBUG as DEBUG
from attendance.settings.env import env

# The demonstration and its clock exist only where this is on (DESIGN.md, interfaces).
ROLLBOOK_DEMO = env.bool("ROLLBOOK_DEMO", default=DEBUG)

INSTALLED_APPS = [
    "core",
    "schools",
    "letters",
    "register",
    "followup",
    "cme",
    "interventions",
    "reports",
    "attendance",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # For those who change the product; what is installed for real has not got them.
    *filter(find_spec, ["django_linear_migrations", "django_migration_linter"]),
]

MIDDLEWARE = [
    "core.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "attendance.idle.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Last, because it calls the view itself, inside the tenant's transaction.
    "attendance.scope.ScopeMiddleware",
]

ROOT_URLCONF = "attendance.urls"
WSGI_APPLICATION = "attendance.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 100,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Rollbook",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
}
