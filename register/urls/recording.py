"""Address of the guide to recording."""

from django.urls import path

from register.views import recording

urlpatterns = [path("recording/", recording.recording, name="recording")]
