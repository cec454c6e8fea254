"""Who is told of what changed, in which words, and how it reaches them.

Publishing uses three functions: ``who_is_told`` (before the button: who will be told, by which channel, and who
cannot be), ``notice_for`` (one person's message, as a preview or to be kept), and ``announce`` (keeps a message for
each who is told, inside the transaction that publishes). ``send_notices`` sends what was kept, later and elsewhere.
"""

from meetings.services.notices.announce import announce
from meetings.services.notices.audience import Channel, NotTold, Telling, Told, Why, who_is_told
from meetings.services.notices.writing import Message, Publication, notice_for

__all__ = [
    "Channel",
    "Message",
    "NotTold",
    "Publication",
    "Telling",
    "Told",
    "Why",
    "announce",
    "notice_for",
    "who_is_told",
]
