"""Addresses of figures, their working and their pictures."""

from django.urls import URLPattern, path

from reports.views import charts, figures, working

urlpatterns: list[URLPattern] = [
    path("figures/", figures.figures, name="figures"),
    path("figures/pupils/", figures.figures_pupils, name="figures-pupils"),
    path("figures/working/", working.figure_working, name="figure-working"),
    path("figures/charts/<slug:chart>.svg", charts.figure_chart, name="figure-chart"),
    path(
        "figures/<slug:kind>/<int:number>/",
        figures.figures_group,
        name="figures-group",
    ),
]
