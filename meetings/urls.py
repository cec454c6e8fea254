"""Every address of the site, by the noun it shows."""

from django.urls import include, path, register_converter

from meetings.converters import MonthConverter
from meetings.views import account, consultations, guideline, missions, occasions, programme, year
from meetings.views.desk import (
    copying,
    entries,
    findings,
    history,
    invitations,
    moving,
    page,
    papers,
    placing,
    proposals,
    reports,
)
from meetings.views.desk import occasions as desk_occasions
from meetings.views.loads import deciding, files, front, one, taking_back

register_converter(MonthConverter, "month")

desk = [
    path("", page.front, name="desk_front"),
    path("<month:month>/", page.desk, name="desk"),
    path("<month:month>/begin/", page.begin, name="desk_begin"),
    path("<month:month>/add/", entries.add, name="entry_add"),
    path("<month:month>/copy/", copying.copy, name="desk_copy"),
    path("<month:month>/proposals/", proposals.proposals, name="desk_proposals"),
    path("<month:month>/papers/", papers.of_month, name="month_papers"),
    path("<month:month>/undo/", moving.undo, name="desk_undo"),
    path("<month:month>/marks/", moving.step_marks, name="step_marks"),
    path("<month:month>/justify/", findings.justify, name="justify"),
    path("<month:month>/justify/withdraw/", findings.withdraw, name="justify_withdraw"),
    path("entries/<uuid:uid>/", entries.edit, name="entry_edit"),
    path("entries/<uuid:uid>/remove/", entries.remove, name="entry_remove"),
    path("entries/<uuid:uid>/move/", moving.move, name="entry_move"),
    path("entries/<uuid:uid>/marks/", moving.marks, name="entry_marks"),
    path("entries/<uuid:uid>/history/", history.of_entry, name="entry_history"),
    path("entries/<uuid:uid>/restore/", history.restore_entry, name="entry_restore"),
    path("entries/<uuid:uid>/papers/", papers.of_entry, name="entry_papers"),
    path("entries/<uuid:uid>/invitations/", invitations.invitations, name="invitations"),
    path("entries/<uuid:uid>/invitations/print/", invitations.printed, name="invitations_print"),
    path("occasions/open/", desk_occasions.open_occasion, name="occasion_open"),
    path("occasions/<uuid:uid>/", desk_occasions.edit, name="occasion_edit"),
    path("occasions/<uuid:uid>/reports/", reports.reports, name="occasion_reports"),
    path("occasions/<uuid:uid>/place/", placing.place, name="step_place"),
    path("occasions/<uuid:uid>/take/", placing.take, name="occasion_take"),
    path("occasions/<uuid:uid>/papers/", papers.of_occasion, name="occasion_papers"),
    path("occasions/<uuid:uid>/history/", history.of_occasion, name="occasion_history"),
    path("occasions/<uuid:uid>/restore/", history.restore_occasion, name="occasion_restore"),
]

load = [
    path("", front.front, name="loads"),
    path("templates/<slug:kind>.<slug:file_format>", files.template_of, name="load_template"),
    path("<int:pk>/", one.load, name="load"),
    path("<int:pk>/file/", files.file, name="load_file"),
    path("<int:pk>/problems.csv", files.problems, name="load_problems"),
    path("<int:pk>/choose/", deciding.choose, name="load_choose"),
    path("<int:pk>/apply/", deciding.apply, name="load_apply"),
    path("<int:pk>/leave/", deciding.leave, name="load_leave"),
    path("<int:pk>/again/", deciding.again, name="load_again"),
    path("<int:pk>/open/", deciding.open_next, name="load_open"),
    path("<int:pk>/take-back/", taking_back.take_back, name="load_take_back"),
]

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
    path("desk/", include(desk)),
    path("load/", include(load)),
    path("account/", account.account, name="account"),
    path("account/", account.account, name="mfa_index"),  # allauth asks for it by this name
]
