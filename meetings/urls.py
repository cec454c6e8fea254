"""Every address of the site, by the noun it shows."""

from django.urls import include, path, register_converter

from meetings.api import site as api
from meetings.converters import MonthConverter, TableConverter
from meetings.views import (
    account,
    consultations,
    data,
    documents,
    feed_addresses,
    feeds,
    guideline,
    missions,
    month_standing,
    occasions,
    pdf,
    programme,
    tables,
    year,
)
from meetings.views.desk import (
    copying,
    entries,
    entry_texts,
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
from meetings.views.desk.publishing import notice, publish, reasons, stage, withdrawing
from meetings.views.loads import deciding, files, front, one, taking_back
from meetings.views.notices import notices
from meetings.views.versions import changes
from meetings.views.versions import index as versions
from meetings.views.versions import one as version

register_converter(MonthConverter, "month")
register_converter(TableConverter, "table")

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
    path("<month:month>/publish/", publish.publish, name="publish"),
    path("<month:month>/publish/reasons/", reasons.reasons, name="publish_reasons"),
    path("<month:month>/publish/notice/", notice.notice, name="publish_notice"),
    path("<month:month>/stage/", stage.stage, name="programme_stage"),
    path("<month:month>/withdraw/", withdrawing.withdraw, name="programme_withdraw"),
    path("entries/<uuid:uid>/", entries.edit, name="entry_edit"),
    path("entries/<uuid:uid>/remove/", entries.remove, name="entry_remove"),
    path("entries/<uuid:uid>/move/", moving.move, name="entry_move"),
    path("entries/<uuid:uid>/marks/", moving.marks, name="entry_marks"),
    path("entries/<uuid:uid>/history/", history.of_entry, name="entry_history"),
    path("entries/<uuid:uid>/restore/", history.restore_entry, name="entry_restore"),
    path("entries/<uuid:uid>/texts/", entry_texts.entry_texts, name="entry_texts"),
    path("entries/<uuid:uid>/texts/communique.pdf", entry_texts.communique_as_pdf, name="communique_pdf"),
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
    path("programme/programme.ics", feeds.public_feed, name="public_feed"),
    path("programme/<month:month>/", programme.month, name="month"),
    path("programme/<month:month>/list/", programme.listing, name="month_list"),
    path("programme/<month:month>/print/", programme.printed, name="month_print"),
    path("programme/<month:month>/programme.pdf", pdf.month_pdf, name="month_pdf"),
    path("programme/<month:month>/versions/<int:number>/programme.pdf", pdf.version_pdf, name="version_pdf"),
    path("programme/<month:month>/programme.<table:file_format>", tables.month_table, name="month_table"),
    path(
        "programme/<month:month>/versions/<int:number>/programme.<table:file_format>",
        tables.version_table,
        name="version_table",
    ),
    path("programme/<month:month>/programme.ics", feeds.month_feed, name="month_feed"),
    path("programme/<month:month>/versions/", versions.versions, name="versions"),
    path("programme/<month:month>/versions/<int:number>/", version.version, name="version"),
    path("programme/<month:month>/versions/<int:number>/list/", version.listing, name="version_list"),
    path("programme/<month:month>/versions/<int:number>/print/", version.printed, name="version_print"),
    path(
        "programme/<month:month>/versions/<int:number>/programme.ics", feeds.version_feed, name="version_feed"
    ),
    path("programme/<month:month>/changes/", changes.changes, name="changes"),
    path("programme/<month:month>/standing/", month_standing.month_standing, name="month_standing"),
    path("forecast/", documents.forecast_current, name="forecast_current"),
    path("forecast/<month:month>/", documents.forecast, name="forecast"),
    path("forecast/<month:month>/forecast.pdf", documents.forecast_as_pdf, name="forecast_pdf"),
    path("cycles/", documents.cycles, name="cycles"),
    path("cycles/cycles.pdf", documents.cycles_as_pdf, name="cycles_pdf"),
    path("year/", year.current, name="year_current"),
    path("year/<int:year>/", year.year, name="year"),
    path("missions/", missions.index, name="missions"),
    path("missions/<str:acronym>/", missions.mission, name="mission"),
    path("occasions/<uuid:uid>/", occasions.occasion, name="occasion"),
    path("guideline/", guideline.index, name="guideline"),
    path("guideline/<str:rule_id>/", guideline.rule, name="rule"),
    path("consultations/", consultations.index, name="consultations"),
    path("data/", data.data, {"describe": api.description}, name="data"),
    path("api/v1/", api.urls),
    path("desk/", include(desk)),
    path("load/", include(load)),
    path("account/", account.account, name="account"),
    path("account/notices/", notices, name="notices"),
    path("account/feeds/", feed_addresses.feeds, name="feeds"),
    path("account/feeds/renew/", feed_addresses.renew, name="feeds_renew"),
    path("feeds/<slug:secret>/<slug:which>.ics", feeds.own_feed, name="own_feed"),
    path("account/", account.account, name="mfa_index"),  # allauth asks for it by this name
]
