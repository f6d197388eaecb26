"""How allauth behaves here: an administrator makes accounts and nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, and errors say what to do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": (
            "Too many attempts for this account. Wait five minutes, or set a new "
            "password with “I cannot sign in”."
        ),
        "email_password_mismatch": "This email address and password do not match.",
        "enter_current_password": "This is not your password now.",
        "incorrect_password": "This is not your password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse: whoever may sign in was given an account."""
        return False

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Check a password by the account's own address, which needs no mail row."""
        name = user.get_username()
        found = self.authenticate(context.request, email=name, password=password)
        return found is not None and found.pk == user.pk

    def get_password_change_redirect_url(
        self,
        request: HttpRequest,  # noqa: ARG002
    ) -> str:
        """Lead back to the account, where the change is confirmed."""
        return reverse("mfa_index")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A sign-in elsewhere opens an account that exists; it never makes one."""

    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002
        sociallogin: object,  # noqa: ARG002
    ) -> bool:
        """Refuse: an address that no account has opens nothing."""
        return False


class SecondStepAdapter(DefaultMFAAdapter):
    """Second steps, in the words of our pages."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong, or it has changed. Type the newest one.",
    }

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002
    ) -> str:
        """Propose a name that tells this passkey from the others."""
        have = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {have + 1}"


class _PlainWords:
    """Labels, hints and errors of allauth's forms as the rest of the product writes them."""

    fields: dict[str, forms.Field]
    words = {
        "oldpassword": ("Password now", "Enter the password that you have now."),
        "password1": ("New password", "Enter a new password."),
        "password2": ("New password again", "Enter the new password again."),
    }
    hint = "At least 8 characters, not a common word, not only digits."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in self.words:
                field.label, field.error_messages["required"] = self.words[name]
            field.help_text = self.hint if name == "password1" else ""


class ChangeForm(_PlainWords, ChangePasswordForm):
    """A new password for one that is known."""


class SetForm(_PlainWords, SetPasswordForm):
    """A first password for somebody whom another service signed in."""


class ResetForm(_PlainWords, ResetPasswordKeyForm):
    """A new password by a mailed link."""


class SignInForm(_PlainWords, LoginForm):
    """Email address and password, and the other services that may vouch."""

    words = {
        "login": ("Email address", "Enter your email address."),
        "password": ("Password", "Enter your password."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"

    def services(self) -> list[tuple[str, str]]:
        """Name the OpenID Connect services that are set up, with their addresses."""
        adapter = get_social_adapter(self.request)
        onward = self.request.GET.get("next")
        return [
            (
                provider.name,
                provider.get_login_url(
                    self.request,
                    process="login",
                    **({"next": onward} if onward else {}),
                ),
            )
            for provider in adapter.list_providers(self.request)
        ]
