"""The form of an entry as a browser posts it, and a count of all that is kept."""

from html.parser import HTMLParser

from django.apps import apps

from meetings.rules.vocabulary import EntryStatus, Format

PLAIN = {
    "format": Format.BRIEFING,
    "title": "The situation in Cyprus",
    "agenda": "",
    "openness": "",
    "status": EntryStatus.TENTATIVE,
    "convener": "",
    "level": "",
    "briefers": "",
    "footnote": "",
    "documents": "",
    "internal_note": "",
    "agenda_sent_on": "",
    "meeting_number": "",
}


def typed(*, sittings=(), steps=(), **values):
    """What a browser posts: the fields as given, then rows of sittings and of steps, each as a dict."""
    return PLAIN | rows("sittings", sittings) | rows("steps", steps) | values


def rows(prefix, given):
    numbered = {
        f"{prefix}-{number}-{name}": value for number, row in enumerate(given) for name, value in row.items()
    }
    return {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0} | numbered


def page_of(response):
    """What a browser would post from the form on a page if nobody typed anything."""
    return _Fields(response).posted


class _Fields(HTMLParser):
    """The fields of a page's form, by name, with the values they show."""

    def __init__(self, response):
        super().__init__()
        self.posted, self._select, self._textarea, self._in_template = {}, None, None, False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        name, value = about.get("name", ""), about.get("value") or ""
        if tag == "template":
            self._in_template = True
        elif self._in_template:
            return
        elif tag == "select":
            self._select = name
            self.posted[name] = ""
        elif tag == "option" and "selected" in about:
            self.posted[self._select] = value
        elif tag == "textarea":
            self._textarea = name
            self.posted[name] = ""
        elif tag == "input" and name:
            self._take(name, value, about)

    def _take(self, name, value, about):
        if about.get("type") not in ("checkbox", "radio"):
            self.posted[name] = value
        elif "checked" in about and name == "missions":
            self.posted.setdefault(name, []).append(value)
        elif "checked" in about:
            self.posted[name] = value or "on"

    def handle_endtag(self, tag):
        if tag == "template":
            self._in_template = False
        if tag == "textarea":
            # A browser leaves out the line end that begins a text area, and ends lines in two characters.
            text = self.posted[self._textarea].removeprefix("\n")
            self.posted[self._textarea] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.posted[self._textarea] += data


def kept():
    """How many rows each table of the app holds, history and audit trail included."""
    return {model.__name__: model.objects.count() for model in apps.get_app_config("meetings").get_models()}
