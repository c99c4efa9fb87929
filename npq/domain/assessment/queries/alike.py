"""Scripts that share passages, as a lead provider's staff look at them: by number until one is held."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from npq.domain.assessment.kinds import (
    LookState,
    Origin,
)
from npq.domain.assessment.models import (
    Likeness,
    Look,
    ScriptFingerprint,
    SealedScript,
    Window,
    WindowComparison,
)
from npq.domain.assessment.queries.looks import looks_for, windows_to_look_into
from npq.domain.assessment.queries.passages import Quoted, Read, spans_of
from npq.domain.assessment.queries.sittings import WindowRow, window_row
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

BY_NUMBER_ALONE = frozenset({LookState.TO_LOOK_AT, LookState.SET_ASIDE})
"""While a script is in one of these, nobody is shown whose it is."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """A script to look at, in a list. `name` is empty until it is held. `words` are those of the texts' passages that
    are most, `others` in how many texts there are any."""

    id: UUID
    candidate_number: str
    name: str
    state: LookState
    words: int
    longest: int
    others: int
    origins: tuple[Origin, ...]
    script_words: int
    quoted: int | None
    talk_by: date | None
    talk_at: datetime | None
    found_since: bool
    """Something was found after people had ended it."""


@dataclass(frozen=True, slots=True)
class Widespread:
    """A passage that too many scripts of a window have for it to be compared by."""

    candidate_number: str
    parts: list[Quoted]


@dataclass(frozen=True, slots=True)
class AlikeInWindow:
    """What was found in a window. `compared_at` is None while the comparison is to come, or to be done again."""

    window: WindowRow
    provider: str
    compared_at: datetime | None
    scripts: int
    line_run: int
    line_shingles: int
    widespread: int
    widespread_at: list[Widespread]
    rows: list[LookRow]

    def among(self, *states: LookState) -> list[LookRow]:
        """Those in some states, the most words first."""
        return sorted((row for row in self.rows if row.state in states), key=lambda row: -row.words)


def alike_in(viewer: Viewer, window_id: UUID) -> AlikeInWindow:
    """What was found in a window of the viewer's provider. Raises NotFound, also for whoever was in it themselves. A
    constant number of queries."""
    window = windows_to_look_into(viewer).select_related("lead_provider").filter(id=window_id).first()
    if window is None:
        raise NotFound(window_id)
    done = WindowComparison.objects.filter(window=window).first()
    looks = list(looks_shown(viewer).filter(window=window).order_by("script__candidate_number"))
    return AlikeInWindow(
        window=window_row(window),
        provider=window.lead_provider.name,
        compared_at=done.compared_at if done else None,
        scripts=done.scripts if done else 0,
        line_run=done.line_run if done else 0,
        line_shingles=done.line_shingles if done else 0,
        widespread=done.widespread if done else 0,
        widespread_at=_widespread(window, done) if done else [],
        rows=rows_of(looks),
    )


def looks_shown(viewer: Viewer) -> QuerySet[Look]:
    """The scripts that the viewer may look at, each with its writer, and without what they say."""
    return (
        looks_for(viewer)
        .select_related("script__submission__script__sitting__registration__person")
        .defer("script__content", "script__submission__script__content")
    )


def rows_of(looks: list[Look]) -> list[LookRow]:
    """Rows of a list. Two queries."""
    scripts = [look.script_id for look in looks]
    likenesses = likenesses_of(scripts)
    quoted = dict(ScriptFingerprint.objects.filter(script__in=scripts).values_list("script", "quoted"))
    return [_row(look, likenesses[look.script_id], quoted.get(look.script_id)) for look in looks]


def _row(look: Look, likenesses: list[Likeness], quoted: int | None) -> LookRow:
    state = LookState(look.state)
    person = look.script.submission.script.sitting.registration.person
    has_ended = state in {LookState.CONFIRMED, LookState.RELEASED}
    return LookRow(
        id=look.id,
        candidate_number=look.script.candidate_number,
        name="" if state in BY_NUMBER_ALONE else person.full_name,
        state=state,
        words=max((sum(words for _, _, words in spans_of(one)) for one in likenesses), default=0),
        longest=max((one.longest for one in likenesses), default=0),
        others=len(likenesses),
        origins=tuple(origin for origin in Origin if origin in {one.origin for one in likenesses}),
        script_words=look.script.words + look.script.words_excluded,
        quoted=quoted,
        talk_by=look.talk_by,
        talk_at=look.talk_at,
        found_since=has_ended and any(one.found_at > look.state_changed_at for one in likenesses),
    )


def likenesses_of(scripts: list[UUID], *, with_texts: bool = False) -> dict[UUID, list[Likeness]]:
    """What was found of some scripts. With another script of the window it counts for both; with an earlier one, or a
    source, for the later one alone. One query."""
    either = Q(first__in=scripts) | Q(second__in=scripts, origin=Origin.WINDOW.value)
    rows = Likeness.objects.filter(either).order_by("found_at", "id")
    if with_texts:
        rows = rows.select_related("first__window", "second__window", "source")
    found: dict[UUID, list[Likeness]] = defaultdict(list)
    for row in rows:
        found[row.first_id].append(row)
        if row.second_id is not None and row.origin == Origin.WINDOW:
            found[row.second_id].append(row)
    return found


def _widespread(window: Window, done: WindowComparison) -> list[Widespread]:
    spans = {UUID(script): (begin, end) for script, begin, end in done.widespread_at}
    scripts = SealedScript.objects.filter(id__in=spans, window=window).order_by("candidate_number")
    return [Widespread(one.candidate_number, Read(one.content).quoted(spans[one.id])) for one in scripts]
