"""Addresses of the core site."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("kyosai.doors.back_office.urls")),
]
handler400 = "kyosai.doors.back_office.failures.unreadable"
handler404 = "kyosai.doors.back_office.failures.not_found"
handler500 = "kyosai.doors.back_office.failures.broken"
