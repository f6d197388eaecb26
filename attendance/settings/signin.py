"""Signing in: allauth, limits per account, second factors, OpenID Connect."""

from attendance.settings.env import DEBUG, env

AUTH_USER_MODEL = "schools.Person"
AUTHENTICATION_BACKENDS = ["attendance.backend.Backend"]
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
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=12 * 3600)
# After so long without a request a person is signed out; the page warns before.
IDLE_SECONDS = env.int("IDLE_SECONDS", default=30 * 60)

ACCOUNT_ADAPTER = "attendance.signin.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "attendance.signin.SignInForm",
    "change_password": "attendance.signin.ChangeForm",
    "set_password": "attendance.signin.SetForm",
    "reset_password_from_key": "attendance.signin.ResetForm",
}
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up; allauth asks these of its sign-in form too.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Rollbook: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True

# A whole school shares one address, so a limit counts an account ("key", "user") and never
# an address ("ip", which is allauth's default for those named None here). What stands
# behind None cannot be guessed: a token of a mailed link, a signature of a passkey.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "reset_password": "5/h/key",
    "reset_password_from_key": None,
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "signup": None,
    "request_login_code": "3/m/key",
    "verify_phone": "1/30s/key",
    # Wrong codes of supply teachers, by the first block of what was typed.
    "supply_code": "5/5m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": None}

MFA_ADAPTER = "attendance.signin.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Rollbook"
# A code typed as it changes is still right.
MFA_TOTP_TOLERANCE = 1
# Addresses are given by an administrator, not claimed by whoever signs up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

SOCIALACCOUNT_ADAPTER = "attendance.signin.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": env.json("OPENID_CONNECT_APPS", default=[])}
}
SOCIALACCOUNT_AUTO_SIGNUP = False
# A link and not a form: `form-action 'self'` would stop the way to the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
