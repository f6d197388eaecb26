"""Finds the body that an address names and opens its transaction."""


def middleware(get_response):
    return get_response
