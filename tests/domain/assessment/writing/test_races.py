"""Two at once on one response: two devices, a device and a sweep, two sweeps. Real commits, a connection each."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest

from npq.domain.assessment.kinds import HandedIn, RefusalCode, SittingState
from npq.domain.assessment.models import Revision, Script, SealedScript, Sitting, Submission
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.operations.submitting import (
    Statement,
    choose_to_send_at_deadline,
    submit_at_deadline,
    submit_script,
    withdraw_submission,
)
from npq.domain.assessment.operations.sweeps import close_windows
from npq.domain.assessment.operations.writing import Kept, Saved, save_revision
from npq.domain.assessment.queries.revisions import content_of, history_of
from npq.domain.assessment.rules.revisions import digest_of, verify
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.assessment.writing.conftest import CLOSES, GRACE, make_window, sections, sit
from tests.runner.real import RealDatabase
from tests.world import AT, BY

Runner = Callable[[], object]

RACES = 8
OWN = Statement(is_own=True)
LAST = CLOSES + GRACE
OVER = LAST + timedelta(seconds=1)


class Writer:
    """Somebody who writes in a sitting of their own."""

    def __init__(self, viewer: Viewer, sitting: UUID) -> None:
        self.viewer, self.sitting = viewer, sitting

    def saves(self, text: str, *, parent=0, at=AT, key: UUID | None = None) -> Runner:
        return partial(
            save_revision,
            by=self.viewer,
            at=at,
            sitting_id=self.sitting,
            client_key=key or uuid4(),
            parent=parent,
            sections=sections(plan=text),
        )

    def submits(self, *, at=AT, seen=1) -> Runner:
        return partial(
            submit_script, by=self.viewer, at=at, sitting_id=self.sitting, seen=seen, statement=OWN
        )

    def withdraws(self, *, at=AT) -> Runner:
        return partial(withdraw_submission, by=self.viewer, at=at, sitting_id=self.sitting)

    def sends_at_deadline(self) -> None:
        choose_to_send_at_deadline(by=self.viewer, at=AT, sitting_id=self.sitting, send=True, statement=OWN)

    @property
    def state(self) -> SittingState:
        return SittingState(Sitting.objects.get(id=self.sitting).state)

    @property
    def standing(self) -> Submission | None:
        return Submission.objects.filter(script=self.sitting, withdrawn_at=None).first()


@pytest.fixture
def provider(real_database: RealDatabase) -> UUID:
    world.qualification()
    world.cohort()
    return world.offer(world.lead_provider("Northlight Institute"))


@pytest.fixture
def writers(provider) -> list[Writer]:
    """People who sit in one window and have written nothing."""
    window = make_window(provider)
    people = [world.person() for _ in range(RACES)]
    return [Writer(one, sit(world.registration(one, provider), window)) for one in people]


@pytest.fixture
def at_once(real_database: RealDatabase) -> Callable[..., list[object]]:
    """Runs functions at once; gives what each returned, or the code with which it was refused."""

    def at_once(*runners: Runner) -> list[object]:
        outcomes = real_database.at_once(*runners)
        for outcome in outcomes:
            if isinstance(outcome, Exception) and not isinstance(outcome, Refusal):
                raise outcome
        return [outcome.code if isinstance(outcome, Refusal) else outcome for outcome in outcomes]

    return at_once


def test_two_devices_save_on_the_same_and_both_are_kept(writers, at_once):
    for writer in writers:
        head, texts = 0, {"Desk.", "Phone.", "Desk, more.", "Phone, more."}
        # The first time there is no script yet, and both begin it.
        for desk, phone in (("Desk.", "Phone."), ("Desk, more.", "Phone, more.")):
            both = at_once(writer.saves(desk, parent=head), writer.saves(phone, parent=head))
            saved, kept = sorted(both, key=lambda one: isinstance(one, Kept))
            assert isinstance(saved, Saved)
            assert isinstance(kept, Kept)
            assert (kept.head, digest_of(kept.sections)) == (saved.number, saved.digest)
            head = saved.number
        script = Script.objects.get(sitting=writer.sitting)
        assert (script.head, script.last) == (head, 4)
        assert {content_of(writer.sitting, number)["plan"] for number in range(1, 5)} == texts
        verify(history_of(writer.sitting))


def test_a_save_that_is_sent_twice_at_once_is_one(writers, at_once):
    for writer in writers:
        save = writer.saves("Sent again when no answer came.", key=uuid4())
        first, again = at_once(save, save)
        assert first == again
        assert Revision.objects.filter(script=writer.sitting).count() == 1


def test_a_save_while_handing_in_is_in_it_or_is_refused(writers, at_once):
    for writer in writers:
        writer.saves("As I read it through.")()
        saved, submitted = at_once(writer.saves("One word more.", parent=1), writer.submits())
        script, standing = Script.objects.get(sitting=writer.sitting), writer.standing
        if standing is None:
            # What was not seen is never handed in.
            assert (submitted, script.head, writer.state) == (RefusalCode.WRITTEN_MEANWHILE, 2, "open")
        else:
            assert (saved, script.head, writer.state) == (RefusalCode.SCRIPT_HANDED_IN, 1, "submitted")
            assert (standing.revision, standing.digest) == (1, script.digest)


def test_handing_in_twice_at_once_is_one_receipt(writers, at_once):
    for writer in writers:
        writer.saves("Done.")()
        first, again = at_once(writer.submits(), writer.submits())
        assert first == again
        assert Submission.objects.filter(script=writer.sitting).count() == 1


def test_a_window_closes_while_somebody_hands_in(writers, at_once):
    for writer in writers:
        writer.saves("In the last second.")()
    close = partial(close_windows, by=BY, at=OVER)
    _, *submitted = at_once(close, *(writer.submits(at=LAST) for writer in writers))
    for writer, outcome in zip(writers, submitted, strict=True):
        # Either it arrived, and nobody says that nothing came; or it did not, and whoever sent it is told so.
        missed = outcome is RefusalCode.WRITING_OVER
        assert (writer.standing is None) == missed
        assert writer.state == (SittingState.MISSED if missed else SittingState.SUBMITTED)


def test_the_last_save_while_what_there_is_goes_in(writers, at_once):
    for writer in writers:
        writer.saves("What I had.")()
        writer.sends_at_deadline()
        saved, _ = at_once(
            writer.saves("What I had, and more.", parent=1, at=LAST),
            partial(submit_at_deadline, by=BY, at=OVER),
        )
        standing, script = writer.standing, Script.objects.get(sitting=writer.sitting)
        assert standing is not None
        assert standing.how == HandedIn.AT_DEADLINE
        assert (standing.revision, standing.digest) == (script.head, script.digest)
        assert script.head == (2 if isinstance(saved, Saved) else 1)


def test_sweeps_run_beside_themselves_and_each_response_goes_in_once(writers, at_once):
    for writer in writers:
        writer.saves("What I had.")()
        writer.sends_at_deadline()
    send = partial(submit_at_deadline, by=BY, at=OVER)
    close = partial(close_windows, by=BY, at=OVER)
    sent = at_once(send, close, send, close)
    assert sum(sent[::2]) == RACES
    assert Submission.objects.count() == RACES
    seal = partial(seal_scripts, by=BY, at=OVER)
    assert sum(at_once(seal, seal, close)) == RACES
    assert SealedScript.objects.count() == RACES
    assert {writer.state for writer in writers} == {SittingState.SEALED}


def test_taken_back_at_the_deadline_it_is_sealed_or_taken_back_and_never_both(writers, at_once):
    for writer in writers:
        writer.saves("Not yet right.")()
        writer.submits()()
    withdrawals = [writer.withdraws(at=CLOSES) for writer in writers]
    _, *withdrawn = at_once(partial(seal_scripts, by=BY, at=OVER), *withdrawals)
    for writer, outcome in zip(writers, withdrawn, strict=True):
        sealed = SealedScript.objects.filter(submission__script=writer.sitting).exists()
        assert sealed == (outcome is RefusalCode.WRITING_OVER) == (writer.standing is not None)
        assert writer.state == (SittingState.SEALED if sealed else SittingState.OPEN)
