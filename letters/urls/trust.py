"""Addresses of a trust's texts."""

from letters.urls.texts import texts_under

urlpatterns = texts_under("trust")
