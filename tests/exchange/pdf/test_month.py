"""The sheet on the wall: all of a version is on it, one page where it fits, and it can be read out."""

from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pytest
from django.utils import translation
from django.utils.dates import WEEKDAYS
from pypdf import PdfReader

from meetings.exchange.pdf.month import month_document
from meetings.models import ProgrammeVersion
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from tests.exchange.pdf.sheets import (
    AT,
    LANDSCAPE,
    LANGUAGES,
    LIBERIA,
    entry,
    said,
    sheet,
    sitting,
    squeezed,
)
from tests.exchange.pdfs import fonts_not_embedded, pages_of, text_of, texts_of_pages, told

PROVISIONAL = (
    "The programme is provisional: the actual programme depends on events, and items may be worded otherwise than "
    "their official titles (S/1998/354)."
)
ROUND = (Format.BRIEFING, Format.CONSULTATIONS, Format.TCC_MEETING, Format.ADOPTION, Format.SUBSIDIARY_BODY)


def month_of(number, **values):
    """So many entries, over the working days of the month, in its mornings and afternoons."""
    days = [day for day in range(1, 32) if date(2026, 12, day).weekday() < 5]
    return [
        entry(
            f"The situation in country number {index}.",
            sitting(days[index % len(days)], time(10 + index % 7), room=f"Room {index % 3}"),
            format=ROUND[index % len(ROUND)],
            uid=str(index),
            **values,
        )
        for index in range(number)
    ]


def lost(entries, content):
    """The titles that are not on the sheet."""
    text = said(content)
    return [one.title for one in entries if squeezed(one.title) not in text]


def told_of_a_sheet(content):
    return {**told(content), "fonts missing": fonts_not_embedded(content), "sealed": b"pdfuaid" in content}


# What is on it


def test_the_head_says_what_month_this_is_and_which_version():
    text = text_of(sheet(entry(), number=3, note="Two meetings moved."))
    assert "December 2026 Provisional programme of work" in text
    assert "Security Council · President: Liberia" in text
    assert "Version 3, published 20 November 2026, 4:30 p.m. in New York" in text
    assert "Two meetings moved." in text


def test_a_plan_of_work_has_its_own_title():
    text = text_of(sheet(entry(), title_kind=ProgrammeVersion.Title.PLAN))
    assert "December 2026 Plan of work" in text
    assert "Provisional programme of work" not in text


def test_the_programme_is_provisional():
    assert squeezed(PROVISIONAL) in said(sheet(entry()))


def test_a_withdrawn_month_says_so_before_all_else():
    gone = entry("Freedonia", status=EntryStatus.CANCELLED, revised=True)
    text = text_of(sheet(gone, withdraws=True))
    assert text.index("Withdrawn: nothing of this month stands") < text.index("Freedonia")
    assert "cancelled" in text
    assert "revised" not in text  # all of it is: said once
    assert "Withdrawn" not in text_of(sheet(gone))


def test_a_sample_says_so():
    assert "Sample: made up to show the software" in text_of(sheet(entry(), sample=True))
    assert "Sample" not in text_of(sheet(entry()))


def test_who_presides_by_rotation_alone_is_marked():
    assert "not verified" not in text_of(sheet(entry()))
    text = text_of(sheet(entry(), presidency=replace(LIBERIA, verified=False)))
    assert "Liberia by rotation, not verified" in text
    assert "not verified: recalled, computed or inferred" in text


def test_a_month_without_a_known_president_has_a_sheet():
    assert "President" not in text_of(sheet(entry(), presidency=None))


def test_an_entry_says_all_that_a_wall_needs():
    full = entry(
        "Freedonia",
        sitting(4, time(15), room="Trusteeship Council Chamber"),
        format=Format.CONSULTATIONS,
        openness=Openness.CLOSED,
        status=EntryStatus.TENTATIVE,
        agenda=("The borders of Sylvania", "Other matters"),
        documents="S/2026/123",
        footnote="At the request of Sylvania.",
        revised=True,
        verified=False,
    )
    text = text_of(sheet(full))
    assert (
        "3 p.m. Consultations (closed) Freedonia1 tentative revised not verified "
        "The borders of Sylvania; Other matters; S/2026/123; Trusteeship Council Chamber"
    ) in text
    assert "Notes 1 At the request of Sylvania." in text


def test_an_agenda_that_only_repeats_the_title_is_left_out():
    long, short = "The situation in the Middle East", "The situation in the Middle East (Syria)"
    contributors = entry(
        "FORCE", format=Format.TCC_MEETING, agenda=("Meeting of the Council with those countries",)
    )
    text = said(sheet(entry(short, agenda=(long, "Sanctions")), contributors))
    assert text.count(squeezed(long)) == 1
    assert "Sanctions" in text
    assert squeezed("Meeting of the Council with") not in text


@pytest.mark.parametrize(
    ("kind", "start", "shown"),
    [
        (StartKind.EXACT, time(10, 30), "10:30 a.m."),
        (StartKind.MORNING, None, "AM"),
        (StartKind.AFTERNOON, None, "PM"),
        (StartKind.UNSET, None, "time not set"),
    ],
)
def test_a_start_as_the_programme_prints_it(kind, start, shown):
    text = text_of(sheet(entry("Freedonia", sitting(4, start, kind))))
    assert f"1 2 3 4 {shown} Briefing Freedonia" in text


def test_what_follows_with_the_same_title_is_said_with_it():
    after = sitting(4, None, StartKind.AFTER_PREVIOUS, position=1)
    pair = [entry("Freedonia"), entry("Freedonia", after, uid="2", format=Format.CONSULTATIONS)]
    text = text_of(sheet(*pair))
    assert "10 a.m. Briefing, followed by Consultations Freedonia" in text
    assert text.count("Freedonia") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Sylvania"},
        {"status": EntryStatus.CANCELLED},
        {"revised": True},
        {"footnote": "Not the same."},
        {"outcome": "Presidential statement"},
    ],
)
def test_what_follows_and_differs_has_a_line_of_its_own(change):
    after = sitting(4, None, StartKind.AFTER_PREVIOUS, position=1)
    second = replace(entry("Freedonia", after, uid="2", format=Format.CONSULTATIONS), **change)
    text = text_of(sheet(entry("Freedonia"), second))
    assert "10 a.m. Briefing Freedonia" in text
    assert f"followed by Consultations {second.title}" in text


def test_what_is_off_is_struck_through_and_says_so():
    on, off = (sheet(entry(status=status)) for status in (EntryStatus.CONFIRMED, EntryStatus.CANCELLED))
    assert "cancelled" in text_of(off)
    assert lines_drawn(off) == lines_drawn(on) + 1 + FRAME
    assert "postponed" in text_of(sheet(entry(status=EntryStatus.POSTPONED)))


FRAME = 1
"""The word "cancelled" has one."""


def lines_drawn(content):
    return sum(
        line.split()[-1:] == [b"S"] for line in pages_of(content)[0].get_contents().get_data().split(b"\n")
    )


def test_a_resumed_meeting_stands_on_both_days():
    text = text_of(sheet(entry("Freedonia", sitting(3), sitting(4, resumption=1))))
    assert text.count("Freedonia") == 2
    assert text.count("resumed") == 1


def test_the_margin_of_a_day():
    def line(kind, day, what, detail="", verified=True):
        return MarginLine(kind, date(2026, 12, day), what, detail, verified, settled=False)

    margin = (
        line(MarginKind.MANDATE_END, 4, "FORCE", "S/RES/1 (2025)"),
        line(MarginKind.REPORT_DUE, 7, "MISSION", "S/RES/2 (2025)"),
        line(MarginKind.HOLIDAY, 25, "Christmas Day", verified=False),
    )
    text = text_of(sheet(entry(), margin=margin))
    assert "4 FORCE mandate ends S/RES/1 (2025) 10 a.m." in text
    assert "7 Report due: MISSION S/RES/2 (2025)" in text
    assert "25 Christmas Day not verified" in text


def test_a_weekend_is_there_where_it_is_used():
    assert "Saturday" not in text_of(sheet(entry()))
    text = text_of(sheet(entry("Freedonia", sitting(5))))
    assert "Friday Saturday" in text
    assert "Sunday" not in text


def test_undated_lines_and_those_of_other_months_are_not_lost():
    undated = replace(entry("Sylvania"), sittings=())
    away = replace(entry("Osterlich"), sittings=(replace(sitting(1), on=date(2027, 1, 4)),))
    text = text_of(sheet(entry(), undated, away))
    assert "May be taken up, no date set Briefing Sylvania" in text
    assert "On days of other months Monday 4 January 10 a.m. Briefing Osterlich" in text


# Rooms


def test_the_usual_rooms_are_said_once():
    meetings = [entry(f"Item {day}", sitting(day, room="Chamber")) for day in (1, 2, 3)]
    text = text_of(sheet(*meetings, entry("Sylvania", sitting(4, room="Other hall"))))
    assert text.count("Chamber") == 1
    assert "Meetings of the Council that name no room: Chamber." in text
    assert "Sylvania Other hall" in text


def test_rooms_stand_at_each_entry_where_some_has_none_yet():
    meetings = [entry(f"Item {day}", sitting(day, room="Chamber")) for day in (1, 2, 3)]
    text = text_of(sheet(*meetings, entry("Sylvania")))
    assert text.count("Chamber") == 3
    assert "name no room" not in text


def test_the_usual_room_of_consultations_is_not_that_of_meetings():
    rooms = {Format.BRIEFING: "Chamber", Format.CONSULTATIONS: "Small room", Format.ARRIA: "Chamber"}
    entries = [
        entry(f"{kind} {day}", sitting(day, room=room), format=kind)
        for kind, room in rooms.items()
        for day in (1, 2, 3)
    ]
    text = text_of(sheet(*entries))
    assert text.count("Small room") == 1
    assert text.count("Chamber") == 1 + 3  # what is no meeting of the Council has no usual room


# Pages


@pytest.mark.usefixtures("db", "reference")
def test_a_normal_month_is_one_page_in_a_readable_size():
    planned = ProgrammeVersion.objects.select_related("programme").get(
        programme__month="2026-12-01", number=1
    )
    content = month_document(planned)
    assert len(planned.entries) > 35
    assert len(pages_of(content)) == 1
    assert min(sizes(content)) >= 7
    text = said(content)
    assert [one.title for one in planned.entries if squeezed(one.title) not in text] == []
    rooms = {one.room for each in planned.entries for one in each.sittings}
    assert [room for room in rooms if squeezed(room) not in text] == []
    assert told_of_a_sheet(content) == {
        "tagged": True,
        "language": "en",
        "title": "Provisional programme of work: December 2026, version 1",
        "paper": LANDSCAPE,
        "fonts missing": set(),
        "sealed": True,
    }


def sizes(content):
    """The sizes of type on the first page, without those of the small figures of notes."""
    found = set()

    def note(text, _place, _matrix, _font, size):
        if text.strip() and not text.strip().isdigit():
            found.add(size)

    pages_of(content)[0].extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("number", [0, 1, 60, 99, 100, 200])
def test_no_entry_is_lost_however_many_there_are(number):
    entries = month_of(number)
    content = sheet(*entries)
    assert lost(entries, content) == []
    assert told_of_a_sheet(content)["sealed"]
    assert told(content)["paper"] == LANDSCAPE


def test_what_could_be_lost_would_be_seen():
    assert lost(month_of(3), sheet(*month_of(2))) == ["The situation in country number 2."]


def test_a_full_month_repeats_its_head_on_every_page():
    pages = texts_of_pages(sheet(*month_of(200)))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "Monday Tuesday Wednesday Thursday Friday" in page
        assert f"{number} / {len(pages)}" in page
    assert [
        page.startswith("Provisional programme of work: December 2026, version 1") for page in pages[1:]
    ] == [True] * (len(pages) - 1)


def test_a_day_that_is_higher_than_a_page_goes_on_under_its_date():
    entries = [entry(f"Item number {index}.", sitting(9), uid=str(index)) for index in range(120)]
    content = sheet(*entries)
    pages = texts_of_pages(content)
    assert lost(entries, content) == []
    assert ["9 continued" in page for page in pages] == [False] + [True] * (len(pages) - 1)


def test_no_entry_is_cut_in_two():
    """The title and the room of an entry are on one page."""
    entries = [
        replace(one, title=f"<{index}>", sittings=(replace(one.sittings[0], room=f"[{index}]"),))
        for index, one in enumerate(month_of(200))
    ]
    for page in texts_of_pages(sheet(*entries)):
        squeezed_page = squeezed(page)
        for index in range(200):
            assert (f"<{index}>" in squeezed_page) == (f"[{index}]" in squeezed_page)


def test_an_entry_that_is_higher_than_a_page_is_not_lost():
    agenda = tuple(f"a rather long item{index}." for index in range(300))
    text = said(sheet(entry(agenda=agenda), entry("Sylvania")))
    assert [item for item in agenda if item.split()[-1] not in text] == []
    assert "Sylvania" in text


def test_many_notes_and_undated_lines_are_not_lost():
    undated = [replace(one, sittings=()) for one in month_of(60)]
    noted = [replace(one, uid=f"n{one.uid}", footnote=f"Note on {one.uid}!") for one in month_of(40)]
    content = sheet(*undated, *noted)
    assert lost(undated, content) == []
    text = said(content)
    assert [one.footnote for one in noted if squeezed(one.footnote) not in text] == []


# Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_in_each_language(language):
    """What is translated today: days, months and names of countries."""
    content = sheet(entry(), language=language)
    with translation.override(language):
        expected = [LIBERIA.names[language].split()[0], str(WEEKDAYS[2]), str(WEEKDAYS[4])]
    assert [word for word in expected if word not in text_of(content)] == []
    assert told_of_a_sheet(content) | {"title": ""} == {
        "tagged": True,
        "language": {"zh-hans": "zh-CN"}.get(language, language),
        "title": "",
        "paper": LANDSCAPE,
        "fonts missing": set(),
        "sealed": True,
    }


def test_arabic_is_read_from_the_right():
    def places(language):
        found = {}

        def note(text, place, *_):
            found.setdefault(text.strip(), place[4])

        pages_of(sheet(entry(), language=language))[0].extract_text(visitor_text=note)
        return found

    left, right = places("en"), places("ar")
    assert left["7"] < left["8"] < left["9"]
    assert right["7"] > right["8"] > right["9"]


HOSTILE = (
    '#panic("x")',
    "$x$ *a* _b_",
    "<label> @cite",
    "[open",
    "]close",
    "{{ template }} {% tag %}",
    "\\ // /* -- ~",
    "a\0b",
    "\N{RIGHT-TO-LEFT OVERRIDE}forwards\N{POP DIRECTIONAL ISOLATE}",
    "x" * 120,
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_is_written_comes_out_as_itself(hostile):
    everywhere = entry(
        hostile,
        sitting(4, room=hostile),
        agenda=(f"{hostile} agenda",),
        documents=hostile,
        footnote=hostile,
        outcome=hostile,
    )
    margin = (
        MarginLine(MarginKind.MANDATE_END, date(2026, 12, 4), hostile, hostile, verified=True, settled=True),
    )
    presidency = replace(LIBERIA, names={"en": hostile})
    text = said(sheet(everywhere, margin=margin, note=hostile, presidency=presidency))
    # Title, room, documents, note, outcome, twice in the margin, the version's note, the President.
    assert text.count(squeezed(hostile.replace("\0", ""))) >= 9


# The same version is the same sheet


def test_the_same_version_is_the_same_bytes():
    assert sheet(*month_of(20)) == sheet(*month_of(20))
    assert sheet(*month_of(20)) != sheet(*month_of(21))


def test_the_file_is_of_the_day_it_was_published():
    content = sheet(entry())
    assert f"D:{AT:%Y%m%d%H%M%S}Z".encode() in content


def test_an_old_version_without_a_margin_has_a_sheet():
    assert "Freedonia" in text_of(sheet(entry(), margin=None))


# Read out


def test_a_screen_reader_is_told_what_is_what():
    """The head is a title, the weeks are a table with a head of its own, a day's entries are a list."""
    footnoted = entry(footnote="At the request of Sylvania.")
    kinds = kinds_of(sheet(footnoted, entry("Sylvania", sitting(4, time(15)))))
    assert kinds.count("/Title") == 1
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 6
    assert kinds.count("/TR") == 6
    assert kinds.count("/LI") == 2
    assert kinds.count("/H1") == 1


def kinds_of(content):
    """The kinds of all parts of the document's structure, from the top down."""

    def below(part):
        part = part.get_object()
        if isinstance(part, list):
            return [kind for one in part for kind in below(one)]
        if not isinstance(part, dict):
            return []
        own = [part["/S"]] if "/S" in part else []
        return own + (below(part["/K"]) if "/K" in part else [])

    return below(PdfReader(BytesIO(content)).trailer["/Root"]["/StructTreeRoot"])
