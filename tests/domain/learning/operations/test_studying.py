"""Studying: pages done once and for good, cases decided, checks that a guess does not pass, all of it one's own."""

import pytest

from npq.domain.enrolment.operations import reject_registration
from npq.domain.learning.kinds import HowSure, Moment, RefusalCode
from npq.domain.learning.models import CheckAnswer, Confidence, DecisionMade, PageDone, Study, UnitDone
from npq.domain.learning.operations.publishing import publish_course
from npq.domain.learning.operations.studying import (
    answer_check,
    complete_page,
    make_decision,
    minutes_studied,
    open_study,
    say_how_sure,
)
from npq.domain.learning.packs.check import read_pack
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.learning.packs.small import rewrite
from tests.world import AT, BY

RIGHT = {"tc1-q1": [0], "tc1-q2": [0, 1], "tc1-q3": "1,200"}


def done(study) -> Study:
    return Study.objects.get(id=study)


def decide_all(amina, study):
    for decision in ("tc1-monday", "tc1-tuesday"):
        make_decision(by=amina, at=AT, study_id=study, page="tc1-case", decision=decision, choice="go")


class TestOpening:
    def test_a_place_is_pinned_to_the_newest_version(self, study, course):
        row = done(study)
        assert (row.version_id, row.minutes, row.minutes_done, row.last_page) == (course, 40, 0, None)

    def test_a_repeat_does_nothing_even_after_a_newer_version(self, study, place, root, course):
        rewrite(root, "course.toml", 'version = "1"', 'version = "2"')
        publish_course(by=BY, at=AT, pack=read_pack(root)[0])
        assert open_study(by=BY, at=AT, registration_id=place) == study
        assert done(study).version_id == course

    def test_without_a_course_there_is_nothing_to_study_yet(self, place):
        assert open_study(by=BY, at=AT, registration_id=place) is None

    def test_without_a_place_there_is_nothing_to_open(self, course, registered):
        with pytest.raises(NotFound):
            open_study(by=BY, at=AT, registration_id=registered)


class TestPages:
    def test_a_page_is_done_once(self, study, amina):
        for _ in range(2):
            complete_page(by=amina, at=AT, study_id=study, page="tc1-opening")
        assert PageDone.objects.count() == 1
        assert (done(study).minutes_done, done(study).last_page) == (1, "tc1-opening")

    def test_a_task_counts_with_its_minutes_in_the_trust(self, study, amina):
        complete_page(by=amina, at=AT, study_id=study, page="tc1-task")
        assert done(study).minutes_done == 31

    def test_all_pages_of_a_unit_finish_it(self, study, amina):
        decide_all(amina, study)
        answer_check(by=amina, at=AT, study_id=study, page="tc1-check", given=RIGHT)
        for page in ("opening", "known", "case", "reflection", "task", "recap"):
            complete_page(by=amina, at=AT, study_id=study, page=f"tc1-{page}")
        assert not UnitDone.objects.exists()
        complete_page(by=amina, at=AT, study_id=study, page="tc1-sources")
        assert UnitDone.objects.get().unit == "tc1"
        assert done(study).minutes_done == done(study).minutes == minutes_studied(done(study)) == 40

    def test_of_somebody_else_or_nowhere_is_not_found(self, study, amina, zed, northlight):
        for by, page in (
            (zed, "tc1-opening"),
            (world.staff(northlight), "tc1-opening"),
            (amina, "tc9-opening"),
        ):
            with pytest.raises(NotFound):
                complete_page(by=by, at=AT, study_id=study, page=page)
        assert not PageDone.objects.exists()

    def test_a_place_taken_back_is_studied_no_more(self, study, amina, place, northlight):
        reject_registration(by=world.staff(northlight), at=AT, registration_id=place)
        with pytest.raises(NotFound):
            complete_page(by=amina, at=AT, study_id=study, page="tc1-opening")


class TestCases:
    def test_the_first_decision_stands(self, study, amina):
        for choice in ("go", "wait"):
            make_decision(
                by=amina, at=AT, study_id=study, page="tc1-case", decision="tc1-monday", choice=choice
            )
        assert DecisionMade.objects.get().choice == "go"

    def test_decisions_are_made_in_order(self, study, amina):
        with pytest.raises(Refusal) as refused:
            make_decision(
                by=amina, at=AT, study_id=study, page="tc1-case", decision="tc1-tuesday", choice="go"
            )
        assert refused.value.code is RefusalCode.PAGE_NOT_FINISHED

    def test_a_case_is_done_when_all_is_decided(self, study, amina):
        with pytest.raises(Refusal):
            complete_page(by=amina, at=AT, study_id=study, page="tc1-case")
        decide_all(amina, study)
        complete_page(by=amina, at=AT, study_id=study, page="tc1-case")
        assert done(study).minutes_done == 2

    @pytest.mark.parametrize(("decision", "choice"), [("tc1-monday", "run"), ("tc1-sunday", "go")])
    def test_what_is_not_offered_is_not_found(self, study, amina, decision, choice):
        with pytest.raises(NotFound):
            make_decision(by=amina, at=AT, study_id=study, page="tc1-case", decision=decision, choice=choice)


class TestChecks:
    def answer(self, amina, study, **given):
        return answer_check(
            by=amina, at=AT, study_id=study, page="tc1-check",
            given={f"tc1-{question}": one for question, one in given.items()},
        )  # fmt: skip

    def test_all_right_passes_and_is_done(self, study, amina):
        assert answer_check(by=amina, at=AT, study_id=study, page="tc1-check", given=RIGHT)
        assert done(study).minutes_done == 2

    def test_a_wrong_answer_may_be_tried_again_and_a_right_one_stands(self, study, amina):
        assert not self.answer(amina, study, q1=[0], q2=[0], q3="12")
        assert not self.answer(amina, study, q1=[3], q2=[0, 1], q3="1.2")
        assert done(study).minutes_done == 0
        assert self.answer(amina, study, q3="1 200 ")
        tries = CheckAnswer.objects.values_list("question", "number", "right").order_by("question", "number")
        assert list(tries) == [
            ("tc1-q1", 1, True), ("tc1-q2", 1, False), ("tc1-q2", 2, True),
            ("tc1-q3", 1, False), ("tc1-q3", 2, False), ("tc1-q3", 3, True),
        ]  # fmt: skip

    @pytest.mark.parametrize("given", [[], [0, 1, 2, 3], [9], "many", ""])
    def test_nonsense_is_wrong_and_no_error(self, study, amina, given):
        assert not self.answer(amina, study, q2=given, q3=given)

    def test_a_question_of_another_check_is_not_found(self, study, amina):
        with pytest.raises(NotFound):
            self.answer(amina, study, q9=[0])

    def test_a_check_cannot_be_passed_over(self, study, amina):
        with pytest.raises(Refusal):
            complete_page(by=amina, at=AT, study_id=study, page="tc1-check")

    def test_how_sure_is_said_once_before_and_once_after(self, study, amina):
        for moment in (Moment.BEFORE, Moment.AFTER, Moment.AFTER):
            say_how_sure(
                by=amina, at=AT, study_id=study, page="tc1-check", moment=moment, how_sure=HowSure.FAIRLY
            )
        assert Confidence.objects.count() == 2
        with pytest.raises(NotFound):
            say_how_sure(
                by=amina, at=AT, study_id=study, page="tc1-case", moment=Moment.BEFORE, how_sure=HowSure.VERY
            )
