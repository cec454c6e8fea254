"""What a load does to the plan: which occasions gain or lose findings, which reasons lapse, what is to be opened.

What is kept of it is data, never a sentence: a page words it in its reader's language. A row that is only previewed
has a key that nobody may look up: it is gone with the rehearsal.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

from django.conf import settings

from meetings.exchange.kept_findings import finding_to_json
from meetings.models import Justification
from meetings.planning.corrected_ends import CorrectedStep, corrected
from meetings.planning.next_ends import NextEnd, next_ends
from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.findings import Finding, Severity
from meetings.rules.vocabulary import NOT_WRITTEN, WeekRule
from meetings.rules.working_days import WorkingDays
from meetings.services.loads.standing import Standing, standing

__all__ = ["Standing", "effects_of", "standing"]


class FindingEffects(TypedDict):
    """Findings at warning or above, each as ``finding_to_json`` gives it."""

    gained: list[dict[str, Any]]
    lost: list[dict[str, Any]]
    changed: list[list[dict[str, Any]]]


def effects_of(before: Standing, after: Standing) -> dict[str, Any]:
    """What differs between two moments, as data.

    Returns:
        ``occasions``: by uid, with ``label`` and ``mission``; ``gained``, ``lost`` and ``changed`` findings, the last
            in pairs; ``concluded`` with its ``decision`` and ``new_end``, or ``None``; ``end`` before and after, or
            ``None`` where it stayed, with the ``steps`` counted back from it: ``kind``, ``rule``, ``latest`` and
            ``recommended``, each before and after.
        ``missions``: the findings of L3 and L5, gained, lost and changed.
        ``months``: for each month being planned, those about its entries, days and weeks, and about itself.
        ``names``: what entries and occasions are called that findings name by their uid.
        ``lapsed``: the reasons that stood before and do not stand after: ``justification`` (its key), ``rule``,
            ``reason``, ``given_by``, ``given_at``, ``occasion`` or ``entry`` (uids) or ``month`` with ``subject``;
            ``is_found`` says whether the finding is still there, with other dates.
        ``proposed``: the ends for which an occasion is to be opened now: ``mission``, ``strand``, ``mandate`` (its
            key), ``end``, ``kind``.
        ``not_proposed``: of missions of which an occasion was concluded, the new mandates after which none is, and
            ``none_because``.
    """
    occasions = [told for told in _occasions(before, after) if told]
    concluded = {told["mission"] for told in occasions if told["concluded"]}
    missions = _compared(before.of_mandates, after.of_mandates)
    months = list(_months(before, after))
    return {
        "occasions": occasions,
        "missions": missions,
        "months": months,
        "names": _names((*occasions, missions, *months), (before, after)),
        "lapsed": list(_lapsed(before, after)),
        "proposed": [_proposal(end, after) for end in _newly_proposed(before, after)],
        "not_proposed": [
            {**_proposal(end, after), "none_because": end.none_because}
            for end in _of_new_mandates(before, after)
            if end.kind is None and end.mandate.mission in concluded
        ],
    }


def _occasions(before: Standing, after: Standing) -> Iterator[dict[str, Any]]:
    was = {one.uid: one for one in before.occasions}
    for one in after.occasions:
        old = was.get(one.uid, one)
        found = _compared(before.of_occasions.get(one.uid, ()), after.of_occasions[one.uid])
        is_closed = one.concluded and not old.concluded
        has_moved = old.mandate_end != one.mandate_end
        if any(found.values()) or is_closed or has_moved:
            yield {
                "uid": one.uid,
                "label": one.label,
                "mission": one.mission,
                **found,
                "concluded": {"decision": one.decision, "new_end": _iso(one.new_end)} if is_closed else None,
                "end": [_iso(old.mandate_end), _iso(one.mandate_end)] if has_moved else None,
                "steps": []
                if one.concluded
                else [_step(step) for step in _corrected(old, one, after.calendar)],
            }


def _corrected(old: OccasionFact, new: OccasionFact, calendar: WorkingDays) -> Sequence[CorrectedStep]:
    """The days counted back from an end that was corrected; none where they lie outside what ``date`` can hold."""
    written, week_rule = new.report_kind not in NOT_WRITTEN, WeekRule(settings.WEEK_RULE)
    try:
        return corrected(_ending(old), _ending(new), calendar, week_rule, written_report=written)
    except OverflowError:
        return ()


def _ending(occasion: OccasionFact) -> MandateFact:
    """A mandate that ends when the occasion says; it may have an end of its own."""
    return MandateFact(occasion.mission, decision="", decided_on=None, ends=occasion.mandate_end)


def _step(step: CorrectedStep) -> dict[str, Any]:
    return {
        "kind": str(step.kind),
        "rule": step.rule,
        "latest": [_iso(step.latest_before), _iso(step.latest_after)],
        "recommended": [_iso(step.recommended_before), _iso(step.recommended_after)],
    }


def _months(before: Standing, after: Standing) -> Iterator[dict[str, Any]]:
    for month in sorted({*before.of_months, *after.of_months}):
        found = _compared(before.of_months.get(month, ()), after.of_months.get(month, ()))
        if any(found.values()):
            yield {"month": month.isoformat(), **found}


def _compared(before: Iterable[Finding], after: Iterable[Finding]) -> FindingEffects:
    """Findings that ask for attention, one with the other; what only its remedy tells apart is the same."""
    old, new = _by_key(before), _by_key(after)
    effects = FindingEffects(gained=[], lost=[], changed=[])
    for key in dict.fromkeys((*old, *new)):
        same = {_said(finding) for finding in old[key]} & {_said(finding) for finding in new[key]}
        gone, come = (
            [finding_to_json(finding) for finding in found if _said(finding) not in same]
            for found in (old[key], new[key])
        )
        both = min(len(gone), len(come))
        effects["changed"] += [list(pair) for pair in zip(gone[:both], come[:both], strict=True)]
        effects["lost"] += gone[both:]
        effects["gained"] += come[both:]
    return effects


def _by_key(findings: Iterable[Finding]) -> Mapping[Any, list[Finding]]:
    found: dict[Any, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity >= Severity.WARNING:
            found[finding.rule, finding.subject, finding.detail].append(finding)
    return found


def _said(finding: Finding) -> tuple[Any, ...]:
    return finding.result, finding.severity, finding.days, finding.reason, finding.dates


def _names(told: Iterable[Mapping[str, Any]], moments: Iterable[Standing]) -> dict[str, str]:
    """What findings call by a uid."""
    titles: dict[str, str] = {}
    for moment in moments:
        titles |= {entry.uid: entry.title for entry in moment.entries}
        titles |= {one.uid: one.label for one in moment.occasions}
    findings = [
        finding
        for each in told
        for finding in (*each["gained"], *each["lost"], *(one for pair in each["changed"] for one in pair))
    ]
    words = {word for finding in findings for word in _words(finding)}
    return {uid: titles[uid] for uid in sorted(words & titles.keys())}


def _words(finding: Mapping[str, Any]) -> Iterator[str]:
    yield from (finding["subject"], finding["detail"])
    yield from (label for _kind, label, _day in finding["dates"])


def _lapsed(before: Standing, after: Standing) -> Iterator[dict[str, Any]]:
    for pk, row in before.reasons_that_stand.items():
        if pk not in after.reasons_that_stand:
            yield {
                "justification": pk,
                "rule": row.rule,
                "reason": row.reason,
                "given_by": row.given_by.get_full_name() or row.given_by.username,
                "given_at": row.given_at.isoformat(),
                **_about(row),
                "is_found": after.finds(row),
            }


def _about(row: Justification) -> dict[str, str]:
    if row.occasion:
        return {"occasion": str(row.occasion.uid), "name": row.occasion.label}
    if row.entry:
        return {"entry": str(row.entry.uid), "name": row.entry.title}
    month = row.programme.month.isoformat() if row.programme else ""
    return {"month": month, "subject": row.subject, "name": row.subject}


def _newly_proposed(before: Standing, after: Standing) -> Iterator[NextEnd]:
    """The ends that want an occasion now and did not before, however far ahead they are."""
    wanted = {_end_of(end) for end in _next(before.mandates, before) if end.kind}
    return (end for end in _next(after.mandates, after) if end.kind and _end_of(end) not in wanted)


def _of_new_mandates(before: Standing, after: Standing) -> Sequence[NextEnd]:
    known = set(before.mandates.values())
    return _next((fact for fact, pk in after.mandates.items() if pk not in known), after)


def _next(mandates: Iterable[MandateFact], moment: Standing) -> Sequence[NextEnd]:
    return next_ends(mandates, tuple(moment.mandates), moment.taken_up, moment.today)


def _end_of(end: NextEnd) -> tuple[str, date | None]:
    """One occasion stands for an end, whatever strands end then."""
    return end.mandate.mission, end.mandate.ends


def _proposal(end: NextEnd, moment: Standing) -> dict[str, Any]:
    mandate = end.mandate
    return {
        "mission": mandate.mission,
        "strand": mandate.strand,
        "mandate": moment.mandates[mandate],
        "end": _iso(mandate.ends),
        "kind": str(end.kind) if end.kind else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
