"""Addresses of texts and letter heads, the same under a school and a trust."""

from django.urls import URLPattern, path

from letters.views import texts

_TEXT = "letters/texts/<slug:kind>/<str:language>/"


def texts_under(kind: str) -> list[URLPattern]:
    """Return the addresses, named for the kind of body."""
    return [
        path("letters/texts/", texts.texts, name=f"{kind}-letter-texts"),
        path(
            "letters/texts/<slug:kind>/another/",
            texts.another_language,
            name=f"{kind}-letter-language",
        ),
        path(_TEXT, texts.text, name=f"{kind}-letter-text"),
        path(f"{_TEXT}try/", texts.try_text, name=f"{kind}-letter-try"),
        path(f"{_TEXT}end/", texts.end_text, name=f"{kind}-letter-end"),
        path("letters/head/", texts.head, name=f"{kind}-letter-head"),
        path("letters/head/<int:head>/crest/", texts.crest, name=f"{kind}-crest"),
    ]
