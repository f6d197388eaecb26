"""How allauth behaves here: an administrator makes accounts and nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
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


class SignInForm(LoginForm):
    """Email address and password, and the other services that may vouch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Email address"
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].help_text = ""
        for name, words in (
            ("login", "your email address"),
            ("password", "your password"),
        ):
            self.fields[name].error_messages["required"] = f"Enter {words}."

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
