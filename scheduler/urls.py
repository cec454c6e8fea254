"""Where addresses begin; everything of the domain lives in ``meetings.urls``."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from scheduler.accounts.views import admin_password, admin_sign_in

urlpatterns = [
    path("admin/login/", admin_sign_in, name="admin_sign_in"),
    path("admin/password_change/", admin_password, name="admin_password"),
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    path("account/", include("scheduler.accounts.urls")),
    path("", include("meetings.urls")),
]

handler400 = "meetings.views.errors.bad_request"
handler403 = "meetings.views.errors.forbidden"
handler404 = "meetings.views.errors.not_found"
handler429 = "scheduler.accounts.limits.too_many_requests"
handler500 = "meetings.views.errors.server_error"
