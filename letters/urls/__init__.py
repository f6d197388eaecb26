"""Addresses of letters under a school."""

from django.urls import URLPattern, path

from letters.urls.texts import texts_under
from letters.views import batches, compose, letter, lists

_ONE = "letters/<int:letter>/"

urlpatterns: list[URLPattern] = [
    path("letters/", lists.letter_list, name="letters"),
    path("letters/send/", lists.send, name="letters-send"),
    path("letters/new/", compose.new, name="letter-new"),
    path("letters/due/", batches.due, name="letters-due"),
    path("letters/batches/", batches.batches, name="letter-batches"),
    path("letters/batches/<int:batch>/", batches.batch, name="letter-batch"),
    path(
        "letters/batches/<int:batch>/print/",
        batches.print_file,
        name="letter-batch-print",
    ),
    *texts_under("school"),
    path(_ONE, letter.letter, name="letter"),
    path(f"{_ONE}pdf/", letter.pdf, name="letter-pdf"),
    path(f"{_ONE}proof/", letter.proof, name="letter-proof"),
    path(f"{_ONE}mail/", letter.mail, name="letter-mail"),
    path(f"{_ONE}correct/", compose.correct, name="letter-correct"),
    path(
        "pupils/<int:pupil>/letters/<slug:kind>/",
        compose.compose,
        name="letter-compose",
    ),
]
