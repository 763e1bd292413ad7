"""Whether a text weighs an alternative to learning from feedback: a person, a rule, a timetable, an earlier system."""

from __future__ import annotations

import re

from reward_reports.linting.extract.patterns import lazy

_PEOPLE = (
    r"(?:humans?|persons?|people|staff|clerks?|drivers?|clinicians?|doctors?|physicians?|surgeons?|nurses?|pharmacists?|therapists?"
    r"|radiologists?|experts?|specialists?|professionals?|operators?|dispatchers?|planners?|schedulers?|pilots?|captains?|traders?"
    r"|teachers?|tutors?|instructors?|editors?|curators?|librarians?|moderators?|reviewers?|raters?|annotators?|analysts?"
    r"|underwriters?|case ?workers?|social workers?|officers?|judges?|managers?|supervisors?|engineers?|farmers?|gardeners?|cooks?"
    r"|referees?|employees?|workers?|technicians?|inspectors?|brokers?|recruiters?|guards?|police|translators?|interpreters?|couriers?"
    r"|designers?|examiners?|auditors?|caretakers?|janitors?|hand)"
)
_MACHINES = (
    r"(?:rules?(?: of thumb)?|rulebook|heuristics?|timetables?|schedules?|rotas?|rosters?|formulas?|thresholds?|look-?up tables?|checklists?"
    r"|spreadsheets?|timers?|thermostats?|baselines?|controllers?|autopilots?|regressions?|decision trees?|price lists?|points? tables?|paper"
    r"|gut feeling|intuition|experience alone|random\w*|chance|lots|lottery|status quo|first[- ]come|fixed [\w-]+|static [\w-]+|constant [\w-]+"
    r"|(?:simple|plain) [\w-]+|(?:earlier|old|older|previous|prior|former|legacy|existing|present|current|conventional|classical|today['’]s"
    r"|yesterday['’]s|last (?:year|month|season|term)['’]s) [\w-]+|before|today|a model without|supervised (?:learning|models?))"
)
_OTHER = rf"(?:{_PEOPLE}|{_MACHINES})"
_WORDS = r"(?:[\s,]+[\w'’-]+){{0,{}}}?[\s,]+"
_ONCE = r"(?:so far|until (?:now|then|recently)|up to now|till now|previously|formerly|hitherto|in the past|to date|today|at present|used to|no longer)"
_ABLE = r"(?:could|would|might|used to|cannot|can ?not|can only|can never|alone|fails?|failed|ignore[sd]?|misse[sd]|wastes?|does not|do not|did not|has no|have no)"
_WEIGHS = lazy(
    r"alternativ|instead|rather than|in place of|in (?:its|their) (?:place|stead)|in lieu of|as opposed|compared? (?:to|with|against)|in contrast"
    r"|unlike|otherwise|versus|\bvs\b|by hand\b|hand-|hand (?:design|craft|made|tun)|rule-based|heuristic|\bstatic|manual|without learning"
    r"|supervised learning|could have|would have|fails? to|traditional|conventional|status quo|gut feeling|spreadsheet|lookup table"
    r"|rule of thumb|\bA/B tests?\b|weighed against|first come|paper (?:form|rota|list|plan)|simpler would"
    rf"|\bthan\b{_WORDS.format(7)}{_OTHER}\b"
    r"|\bthan (?:before|today|now|in the past|they|those|with|on|under|by)\b"
    r"|\b(?:previous|earlier|former|legacy|old|older) (?:system|version|model|recommender|controller|software|process|procedure|practice|method|tool"
    r"|policy|formula|rules?|plan|timetable)\b"
    rf"|\b(?:replac|supersed|supplant|substitut|displac|outperform|surpass|beats?\b|improves? (?:on|upon)\b|takes? over\b|took over\b|tak(?:en|ing) over\b"
    rf"|as (?:good|well|fast|quick|fair|fairly|safe|safely|accurate|accurately|reliable|reliably|cheap|cheaply) as\b"
    rf"|on a par with\b|match(?:es)?\b|no longer needs?\b)\w*{_WORDS.format(5)}{_OTHER}\b"
    rf"|\b{_OTHER}\b(?:[\s,]+[\w'’-]+){{0,4}}?[\s,]+{_ABLE}\b"
    rf"|\b{_MACHINES} (?:was|were)\b"
    rf"|\b{_ONCE}\b{_WORDS.format(8)}{_OTHER}\b|\b{_OTHER}\b{_WORDS.format(8)}{_ONCE}\b"
    rf"|\b(?:was|were|been|could be|would be|might be)\b(?: \w+)? \w+(?:ed|en|wn|nt|ld|pt|ut|de|ought|one) by{_WORDS.format(3)}{_OTHER}\b",
    re.IGNORECASE,
)


def weighs_alternative(text: str) -> bool:
    """Whether a goal in words says what else could do the work, or did it before."""
    return _WEIGHS.search(text) is not None
