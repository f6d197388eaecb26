"""Addresses of what an authority tells its schools."""

from schools.urls.papers import papers_of

urlpatterns = papers_of("authority")
