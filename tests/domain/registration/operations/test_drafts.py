import pytest

from npq.domain.registration.kinds import RefusalCode
from npq.domain.registration.models import Draft
from npq.domain.registration.operations.drafts import discard_draft, save_answers, start_change, start_draft
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.domain.registration.queries.drafts import draft_of
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.world import AT


def save(viewer, draft, answers, *, seen=0, question="setting"):
    save_answers(by=viewer, at=AT, draft_id=draft, question=question, answers=answers, seen=seen)


def test_a_draft_is_found_again_from_another_device(amina):
    draft = start_draft(by=amina, at=AT)
    save(amina, draft, {"works_in_england": True}, question="england")
    assert start_draft(by=amina, at=AT) == draft
    assert draft_of(amina).answers.works_in_england is True


def test_a_new_draft_knows_who_the_person_is(amina):
    start_draft(by=amina, at=AT)
    assert draft_of(amina).answers.full_name == "Amina Clarke"


def test_a_second_registration_takes_over_what_the_first_one_told(amina, northlight, registered):
    world.qualification("npq-headship")
    start_draft(by=amina, at=AT, qualification="npq-headship")
    answers = draft_of(amina).answers
    assert answers.works_in_england is True
    assert answers.workplace_not_listed is True
    assert answers.employer_name == "Oakfield New School"
    assert answers.sponsor_name == "Grace Adeyemi"
    assert answers.qualification == "npq-headship"
    assert answers.cohort is None, "what is about this course is asked afresh"
    assert answers.lead_provider is None
    assert answers.notice_version is None


def test_two_tabs_notice_each_other_and_lose_nothing(amina):
    draft = start_draft(by=amina, at=AT)
    save(amina, draft, {"setting": "a_school"}, seen=0)
    with pytest.raises(Refusal) as refused:
        save(amina, draft, {"setting": "an_academy_trust"}, seen=0)
    assert refused.value.code is RefusalCode.DRAFT_CHANGED_ELSEWHERE
    assert draft_of(amina).stored["setting"] == "a_school"
    save(amina, draft, {"setting": "an_academy_trust"}, seen=1)
    assert draft_of(amina).stored["setting"] == "an_academy_trust"


def test_the_same_answer_from_another_tab_is_no_conflict(amina):
    draft = start_draft(by=amina, at=AT)
    save(amina, draft, {"setting": "a_school"}, seen=0)
    save(amina, draft, {"setting": "a_school"}, seen=0)
    assert draft_of(amina).revisions == {"setting": 1}


def test_two_tabs_on_different_questions_do_not_disturb_each_other(amina):
    draft = start_draft(by=amina, at=AT)
    save(amina, draft, {"setting": "a_school"}, seen=0)
    save(amina, draft, {"works_in_england": True}, seen=0, question="england")


def test_a_stranger_finds_no_draft(amina, zed):
    draft = start_draft(by=amina, at=AT)
    with pytest.raises(NotFound):
        save(zed, draft, {"setting": "a_school"})
    discard_draft(by=zed, at=AT, draft_id=draft)
    assert Draft.objects.filter(id=draft).exists()


def test_a_draft_keeps_only_what_a_registration_has(amina):
    draft = start_draft(by=amina, at=AT)
    with pytest.raises(ValueError, match="favourite_colour"):
        save(amina, draft, {"favourite_colour": "red"})


def test_discarding_twice_is_discarding(amina):
    draft = start_draft(by=amina, at=AT)
    discard_draft(by=amina, at=AT, draft_id=draft)
    discard_draft(by=amina, at=AT, draft_id=draft)
    assert draft_of(amina) is None


def test_a_change_begins_from_what_was_sent(amina, registered, northlight):
    start_change(by=amina, at=AT, registration_id=registered)
    answers = draft_of(amina, changes=registered).answers
    assert answers.lead_provider == northlight
    assert answers.full_name == "Amina Clarke"
    assert answers.sponsor_name == "Grace Adeyemi"
    assert draft_of(amina) is None, "a change is not the draft of a new registration"


def test_only_ones_own_pending_registration_can_be_changed(amina, zed, registered):
    with pytest.raises(NotFound):
        start_change(by=zed, at=AT, registration_id=registered)
    withdraw_registration(by=amina, at=AT, registration_id=registered)
    with pytest.raises(Refusal) as refused:
        start_change(by=amina, at=AT, registration_id=registered)
    assert refused.value.code is RefusalCode.NOT_PENDING
