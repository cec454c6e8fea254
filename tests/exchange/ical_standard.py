"""What RFC 5545 and 5546 ask of a file, read from its bytes alone, beside any library's opinion of it."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LINE = 75
NAME = r"[A-Za-z0-9-]+"
VALUE = r'(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
CONTENT_LINE = re.compile(
    rf"(?P<name>{NAME})(?P<params>(?:;{NAME}={VALUE}(?:,{VALUE})*)*):(?P<value>.*)", re.DOTALL
)
PARAM = re.compile(rf";(?P<name>{NAME})=(?P<value>{VALUE})")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
BADLY_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*(?:[;,]|\\(?![nN;,\\]))")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"}
ONCE = TEXTS | {
    *(
        "CLASS",
        "DTEND",
        "LAST-MODIFIED",
        "ORGANIZER",
        "SEQUENCE",
        "STATUS",
        "TRANSP",
        "URL",
        "DTSTART",
        "DTSTAMP",
    ),
    *("UID", "RECURRENCE-ID", "DURATION", "CREATED", "GEO", "PRIORITY"),
}
PUBLISHED = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER"}
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}


def check(data: bytes) -> None:
    """Assert that the file keeps to the standards, and that it is published (RFC 5546, 3.2.1)."""
    lines = [_parsed(line) for line in unfolded(data)]
    calendar = _component(iter(lines), "VCALENDAR")
    assert [value for name, _, value in calendar["lines"] if name == "VERSION"] == ["2.0"]
    assert [name for name, _, _ in calendar["lines"]].count("PRODID") == 1
    assert ("METHOD", {}, "PUBLISH") in calendar["lines"]
    zones = {_only(zone, "TZID")[1] for zone in calendar["VTIMEZONE"]}
    for zone in calendar["VTIMEZONE"]:
        for part in zone["DAYLIGHT"] + zone["STANDARD"]:
            assert {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} <= {name for name, _, _ in part["lines"]}
    for event in calendar["VEVENT"]:
        _check_event(event, zones)
    uids = [(_only(event, "UID")[1], _only(event, "RECURRENCE-ID")) for event in calendar["VEVENT"]]
    assert len(uids) == len(set(uids))


def unfolded(data: bytes) -> list[str]:
    """The content lines of a file whose lines end and are folded as they should."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert max(map(len, physical)) <= LINE
    text = "\r\n".join(line.decode() for line in physical)  # no fold inside a letter
    return text.replace("\r\n ", "").split("\r\n")


def _parsed(line: str) -> tuple[str, dict[str, str], str]:
    match = CONTENT_LINE.fullmatch(line)
    assert match, line
    name, value = match["name"].upper(), match["value"]
    assert not CONTROL.search(line), line
    if name in TEXTS:
        assert not BADLY_ESCAPED.search(value), line
    return (
        name,
        {one["name"].upper(): one["value"].strip('"') for one in PARAM.finditer(match["params"])},
        value,
    )


def _component(lines, kind):
    assert next(lines) == ("BEGIN", {}, kind)
    return _rest(lines, kind)


def _rest(lines, kind):
    found = {"lines": [], "VTIMEZONE": [], "VEVENT": [], "DAYLIGHT": [], "STANDARD": []}
    for name, params, value in lines:
        if name == "END":
            assert value == kind
            return found
        if name == "BEGIN":
            found[value].append(_rest(lines, value))
        else:
            found["lines"].append((name, params, value))
    raise AssertionError(f"{kind} has no end")


def _only(component, wanted):
    found = [(params, value) for name, params, value in component["lines"] if name == wanted]
    return found[0] if found else (None, None)


def _check_event(event, zones):
    names = [name for name, _, _ in event["lines"]]
    assert {name for name in names if names.count(name) > 1} & ONCE == set()
    assert set(names) >= PUBLISHED
    assert ("DTEND" in names) != ("DURATION" in names)
    assert re.fullmatch(r"\d{8}T\d{6}Z", _only(event, "DTSTAMP")[1])
    assert int(_only(event, "SEQUENCE")[1]) >= 0
    assert _only(event, "STATUS")[1] in STATUSES
    start, end = (_moment(*_only(event, name), zones) for name in ("DTSTART", "DTEND"))
    assert type(start) is type(end)
    assert end > start


def _moment(params, value, zones):
    """A day, or an instant in UTC; the zone of the latter must be in the file."""
    if params.get("VALUE") == "DATE":
        assert "TZID" not in params
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    assert params["TZID"] in zones
    local = datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(params["TZID"]))
    return local.astimezone(UTC)
