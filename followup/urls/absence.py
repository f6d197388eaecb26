"""Addresses of the list, calls, words from home, messages, steps and jobs."""

from django.urls import path

from followup.views import calling, jobs, lists, messages, reports, steps, wordings

urlpatterns = [
    path("absence/", lists.today, name="absence-today"),
    path("absence/steps/", steps.steps, name="absence-steps"),
    path("absence/steps/<int:step>/", steps.step, name="absence-step"),
    path("absence/ladder/", steps.ladder, name="absence-ladder"),
    path("absence/messages/", messages.outbox, name="absence-messages"),
    path("absence/messages/release/", messages.release, name="absence-release"),
    path(
        "absence/messages/<int:message>/cancel/",
        messages.cancel,
        name="absence-message-cancel",
    ),
    path(
        "absence/messages/<int:message>/decide/",
        messages.decide,
        name="absence-message-decide",
    ),
    path("absence/wordings/", wordings.wordings, name="absence-wordings"),
    path(
        "absence/wordings/<slug:kind>/<slug:channel>/",
        wordings.wording,
        name="absence-wording",
    ),
    path("absence/report/", reports.take, name="absence-report"),
    path("absence/reports/<int:report>/", reports.read, name="absence-report-read"),
    path(
        "absence/reports/<int:report>/decline/",
        reports.decline,
        name="absence-report-decline",
    ),
    path("absence/jobs/", jobs.jobs, name="absence-jobs"),
    path("absence/jobs/run/", jobs.run, name="absence-jobs-run"),
    path("absence/<int:line>/", calling.call, name="absence-call"),
    path("absence/<int:line>/claim/", lists.claim, name="absence-claim"),
    path("absence/<int:line>/release/", calling.give_back, name="absence-give-back"),
    path("absence/<int:line>/attempt/", lists.attempt, name="absence-attempt"),
    path("absence/<int:line>/close/", calling.close, name="absence-close"),
]
