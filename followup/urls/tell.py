"""The address of a parent's link, which names no school."""

from django.urls import path

from followup.views import tell

urlpatterns = [path("tell/<str:token>/", tell.tell, name="tell")]
