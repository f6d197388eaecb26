"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from attendance import clock_views, offline, views
from core import gallery
from core import views as core_views
from reports.urls import homes
from reports.views import cluster
from schools.views.supply import sign_in as supply_sign_in

school = [
    path("", include("reports.urls")),
    path("", include("followup.urls")),
    path("", include("letters.urls")),
    path("", include("register.urls")),
    path("", include("schools.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("my-schools/", cluster.cluster, name="my-schools"),
    path("stay", views.stay_signed_in, name="stay_signed_in"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("offline", offline.shell, name="offline"),
    path("healthz", core_views.healthz, name="healthz"),
    path("readyz", core_views.readyz, name="readyz"),
    # Addresses are an administrator's to change; allauth would let each change their own.
    path("account/email/", RedirectView.as_view(pattern_name="mfa_index")),
    path("account/", include("allauth.urls")),
    path("supply/", supply_sign_in, name="supply-sign-in"),
    path("demo/clock", clock_views.demo_clock, name="demo_clock"),
    path("demo/colleagues", clock_views.colleagues, name="demo_colleagues"),
    path("demo/renew", clock_views.renew, name="demo_renew"),
    path("demo/renewal", clock_views.renewal, name="demo_renewal"),
    path("dev/components", gallery.components, name="gallery"),
    path("api/", include("attendance.api")),
    path("", include("followup.urls.tell")),
    path("schools/<slug:school>/", include(school)),
    path("trusts/<slug:trust>/", include(homes.trusts)),
    path("trusts/<slug:trust>/", include("schools.urls.trust")),
    path("trusts/<slug:trust>/", include("letters.urls.trust")),
    path("authorities/<slug:authority>/", include(homes.authorities)),
    path("authorities/<slug:authority>/", include("schools.urls.authority")),
    path("installation/<slug:nation>/", include("schools.urls.nation")),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
