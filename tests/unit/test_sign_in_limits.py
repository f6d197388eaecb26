"""Limits of sign-in count accounts: a whole school shares one address of the network."""

import pytest
from allauth.account import app_settings as account
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa import app_settings as mfa

RATES = {**account.RATE_LIMITS, **mfa.RATE_LIMITS}
# allauth asks these of the key that it is given, and fails on a request without one.
WITH_A_KEY = {
    "login_failed",
    "reset_password",
    "request_login_code",
    "confirm_email",
    "verify_phone",
    # Ours: schools.views.supply gives the first block of the code.
    "supply_code",
}


@pytest.mark.parametrize("act", sorted(RATES))
def test_no_limit_counts_an_address_of_the_network(act):
    assert all(rate.per != "ip" for rate in parse_rates(RATES[act]))


@pytest.mark.parametrize("act", sorted(RATES))
def test_a_limit_by_key_is_only_where_allauth_gives_one(act):
    keyed = any(rate.per == "key" for rate in parse_rates(RATES[act]))
    assert not keyed or act in WITH_A_KEY


def test_guessing_a_password_is_limited():
    (rate,) = parse_rates(RATES["login_failed"])
    assert (rate.amount, rate.duration, rate.per) == (5, 300, "key")
