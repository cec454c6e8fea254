"""Choosing a kind, uploading a file, and the list of what was loaded."""

import pytest
from django.urls import reverse

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.limits import LARGEST_FILE
from meetings.models import Holiday, Load
from tests.factories import LoadFactory
from tests.views.loads.uploads import cost, text_of, upload
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

FRONT = "/load/"


@pytest.mark.parametrize(
    ("who", "offered"),
    [("visitor", False), ("delegation_of_bangladesh", False), ("planner", False), ("admin", True)],
)
def test_only_admins_are_shown_the_way(request, who, offered):
    said = request.getfixturevalue(who).client.get("/guideline/").content.decode()
    assert ('<a href="/load/"' in said) is offered


class TestChoosing:
    def test_ten_kinds_are_offered_each_with_two_templates(self, admin):
        page = Page(admin.client.get(FRONT))
        radios = [radio["attributes"]["value"] for radio in page.elements("input", type="radio")]
        assert radios == list(KINDS)
        assert len(radios) == 10
        templates = [
            link["attributes"]["href"] for link in page.elements("a") if "download" in link["attributes"]
        ]
        assert templates == [
            f"/load/templates/{kind}.{file_format}" for kind in KINDS for file_format in ("xlsx", "csv")
        ]

    def test_a_kind_can_be_chosen_by_the_address(self, admin):
        page = Page(admin.client.get(FRONT, {"kind": "reports"}))
        checked = [
            one["attributes"]["value"] for one in page.elements("input") if "checked" in one["attributes"]
        ]
        assert checked == ["reports"]

    @pytest.mark.parametrize(
        ("kind", "file_format", "content_type"),
        [
            ("mandates", "csv", "text/csv; charset=utf-8"),
            ("held", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ],
    )
    def test_a_template_is_taken_away_as_a_file(self, admin, kind, file_format, content_type):
        response = admin.client.get(f"/load/templates/{kind}.{file_format}")
        assert response["Content-Type"] == content_type
        assert response["Content-Disposition"] == f'attachment; filename="{kind}.{file_format}"'

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_template_can_be_uploaded_as_it_is(self, admin, kind):
        """Its example may name what is not on record here; its headings and its words are understood."""
        content = admin.client.get(f"/load/templates/{kind}.xlsx").content
        upload(admin.client, content, kind=kind, name=f"{kind}.xlsx")
        load = Load.objects.get()
        unknown = [problem for problem in load.reading["problems"] if "on record" not in problem["message"]]
        assert unknown == []

    @pytest.mark.parametrize("name", ["agenda.csv", "mandates.ods", "mandates.csv.exe"])
    def test_there_is_no_other_template(self, admin, name):
        assert admin.client.get(f"/load/templates/{name}").status_code == 404


class TestUploading:
    def test_a_file_is_read_and_shown_and_nothing_is_written(self, admin):
        response = upload(admin.client)
        load = Load.objects.get()
        assert response["Location"] == reverse("load", args=[load.pk])
        assert (load.state, load.kind, load.file_name, load.uploaded_by) == (
            Load.State.PREVIEWED,
            "holidays",
            "holidays.csv",
            admin.user,
        )
        assert not Holiday.objects.exists()

    def test_a_file_with_errors_is_kept_with_them(self, admin):
        upload(admin.client, "date,name\r\nnever,Christmas Day\r\n")
        load = Load.objects.get()
        assert (load.state, load.reading["problems_in_all"]) == (Load.State.REFUSED, 1)

    def test_without_a_file_the_kind_stays_chosen(self, admin):
        response = admin.client.post(FRONT, {"kind": "holidays"})
        assert response.context["form"].errors == {"file": ["Choose a file."]}
        page = Page(response)
        checked = [
            one["attributes"]["value"] for one in page.elements("input") if "checked" in one["attributes"]
        ]
        assert checked == ["holidays"]
        assert "choose it again" not in text_of(response)
        assert not Load.objects.exists()

    def test_an_empty_file_says_so(self, admin):
        response = upload(admin.client, b"")
        assert response.context["form"].errors == {"file": ["This file is empty: it holds no byte at all."]}
        assert "choose it again" not in text_of(response)
        assert not Load.objects.exists()

    @pytest.mark.parametrize("kind", ["", "agendas"])
    def test_where_the_kind_is_wrong_the_file_must_be_chosen_again_and_it_says_so(self, admin, kind):
        response = upload(admin.client, kind=kind)
        assert list(response.context["form"].errors) == ["kind"]
        assert "Browsers send a file only once: choose it again below." in text_of(response)
        assert not Load.objects.exists()

    def test_a_sheet_that_no_database_can_hold_is_an_error_at_its_field(self, admin):
        response = upload(admin.client, sheet="\0")
        assert list(response.context["form"].errors) == ["sheet"]

    def test_what_is_no_spreadsheet_is_refused_in_words(self, admin):
        response = upload(admin.client, b"\x7fELF" + bytes(range(256)) * 40, name="holidays.xlsx")
        assert "This is not a spreadsheet" in text_of(admin.client.get(response["Location"]))


class TestTooLarge:
    LINE = "The file is larger than 10 MB and was not read."

    def test_one_that_says_so_itself_is_refused_before_it_is_read(self, admin, monkeypatch):
        monkeypatch.setattr(
            "meetings.forms.loads.UploadForm.is_valid", lambda _form: pytest.fail("It was read.")
        )
        response = admin.client.post(FRONT, {"kind": "holidays"}, headers={"content-length": "1073741824"})
        assert response.status_code == 413
        assert self.LINE in text_of(response)

    def test_one_that_turns_out_so_is_stopped_and_its_kind_stays_chosen(self, admin):
        response = upload(admin.client, b"a" * (LARGEST_FILE + 1))
        assert response.status_code == 413
        assert self.LINE in text_of(response)
        page = Page(response)
        checked = [
            one["attributes"]["value"] for one in page.elements("input") if "checked" in one["attributes"]
        ]
        assert checked == ["holidays"]
        assert not Load.objects.exists()

    def test_one_that_is_just_as_large_as_may_be_is_read(self, admin):
        response = upload(admin.client, b"a" * LARGEST_FILE)
        assert response.status_code == 200
        assert "/load/" in b"".join(response).decode()
        assert Load.objects.get().state == Load.State.REFUSED


class TestHistory:
    def test_the_newest_comes_first_with_what_became_of_it(self, admin):
        LoadFactory(file_name="first.csv", state="applied", summary={"new": 1200, "conflict": 1})
        LoadFactory(file_name="second.csv", state="refused", reading={"problems": [], "problems_in_all": 7})
        LoadFactory(file_name="third.csv", state="left", uploaded_by=None, summary={"unchanged": 3})
        LoadFactory(file_name="fourth.csv", state="taken_back", kind="agendas")
        response = admin.client.get(FRONT)
        told = [
            (load.file_name, title, str(load.get_state_display()), [count.words for count in counts])
            for load, title, counts, _is_idle in response.context["rows"]
        ]
        assert told == [
            ("fourth.csv", "agendas", "taken back", []),
            ("third.csv", "Holidays", "left", ["3 unchanged"]),
            ("second.csv", "Holidays", "not usable", ["7 problems"]),
            ("first.csv", "Holidays", "applied", ["1 in conflict", "1,200 new"]),
        ]
        assert "from the command line" in text_of(response)

    def test_one_that_says_nothing_new_waits_for_nobody(self, admin):
        for state, counts in (("previewed", {"unchanged": 3}), ("previewed", {"new": 1}), ("left", {})):
            LoadFactory(state=state, summary=counts)
        response = admin.client.get(FRONT)
        states = [
            words
            for words in Page(response).texts("span")
            if words in {"left", "to apply or leave", "nothing to apply"}
        ]
        assert states == ["left", "to apply or leave", "nothing to apply"]

    def test_there_is_a_second_page(self, admin):
        LoadFactory.create_batch(51)
        second = admin.client.get(FRONT, {"page": 2})
        assert [load.file_name for load, *_ in second.context["rows"]] == [Load.objects.last().file_name]

    def test_it_costs_the_same_at_1_and_at_200_loads(self, admin):
        LoadFactory()
        of_one = cost(admin.client, FRONT)
        for state in Load.State.values:
            LoadFactory.create_batch(40, state=state)
        assert cost(admin.client, FRONT) == of_one <= 5

    def test_what_was_read_is_not_fetched_for_the_list(self, admin):
        LoadFactory(reading={"problems": [{"message": "x" * 1000}]})
        ((load, *_rest),) = admin.client.get(FRONT).context["rows"]
        assert load.get_deferred_fields() == {"reading", "effects"}

    def test_a_file_name_is_text(self, admin):
        LoadFactory(file_name='"><script>alert(1)</script>.csv')
        assert b"<script>alert" not in admin.client.get(FRONT).content
