"""Every address of the site, by the noun it shows."""

from django.urls import path, register_converter

from meetings.converters import MonthConverter
from meetings.views import account, consultations, guideline, missions, occasions, programme, year

register_converter(MonthConverter, "month")

urlpatterns = [
    path("", programme.front, name="front"),
    path("programme/", programme.front, name="programme"),
    path("programme/<month:month>/", programme.month, name="month"),
    path("programme/<month:month>/list/", programme.listing, name="month_list"),
    path("programme/<month:month>/print/", programme.printed, name="month_print"),
    path("year/", year.current, name="year_current"),
    path("year/<int:year>/", year.year, name="year"),
    path("missions/", missions.index, name="missions"),
    path("missions/<str:acronym>/", missions.mission, name="mission"),
    path("occasions/<uuid:uid>/", occasions.occasion, name="occasion"),
    path("guideline/", guideline.index, name="guideline"),
    path("guideline/<str:rule_id>/", guideline.rule, name="rule"),
    path("consultations/", consultations.index, name="consultations"),
    path("account/sign-in/", account.SignIn.as_view(), name="sign_in"),
    path("account/sign-out/", account.SignOut.as_view(), name="sign_out"),
]
