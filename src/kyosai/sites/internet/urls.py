"""Addresses of the internet site."""

from django.urls import include, path

urlpatterns = [path("", include("kyosai.doors.portal.urls"))]
handler404 = "kyosai.doors.portal.failures.not_found"
handler500 = "kyosai.doors.portal.failures.broken"
handler403 = "kyosai.doors.portal.failures.refused"
handler400 = "kyosai.doors.portal.failures.bad_request"
