"""Templates, static files and uploads."""

from attendance.settings.env import BASE_DIR, DATA_DIR, DEBUG, env

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "core.jinja.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "attendance.context.page",
            ],
        },
    },
    {
        # For the pages of libraries only (the API's description).
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Every form, the libraries' too, is drawn with GOV.UK's components.
FORM_RENDERER = "core.forms.renderer.GovukRenderer"

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(DATA_DIR / "files"))
STORAGES = {
    "default": {
        "BACKEND": env.str(
            "FILE_STORAGE", default="django.core.files.storage.FileSystemStorage"
        )
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# A school's server should not need a step of its own for assets while developing.
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = False
# The service worker must be served from the root to see every page.
WHITENOISE_ROOT = None
