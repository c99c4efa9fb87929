"""A course that changed while somebody studies it: told once, and nothing they did or wrote is lost."""

import pytest

from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.models import LogEntry, StudyChange
from npq.domain.learning.operations.studying import answer_check, complete_page, open_study
from npq.domain.learning.operations.upgrading import take_up_version
from tests import world
from tests.domain.learning import versions
from tests.domain.learning.packs.small import rewrite
from tests.jobs import run_queued_jobs
from tests.world import AT, BY, COHORT, NPQEL

READ = "I have read this"


@pytest.fixture
def root(northlight, tmp_path):
    world.course(tmp_path)
    return tmp_path / NPQEL


@pytest.fixture
def opened(registered, northlight):
    """Opens Amina's study, of the newest version."""

    def made() -> str:
        accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
        return f"/study/{open_study(by=BY, at=AT, registration_id=registered)}"

    return made


@pytest.fixture
def taken_up(northlight):
    def made(version) -> None:
        cohort = cohort_by_identifier(COHORT).id
        take_up_version(by=world.staff(northlight), at=AT, version_id=version, cohort_id=cohort)
        run_queued_jobs()

    return made


def test_what_changed_is_told_until_it_is_read(aminas, root, opened, taken_up):
    study = opened()
    taken_up(versions.a_page_more(root))
    page = aminas.open(study)
    assert (
        "The course changed on 2 November 2026: 1 page is new. It takes 9 minutes more in all." in page.text
    )
    assert "Everything you studied stays done" in page.text
    assert page.links["More of it"] == f"{study}/tc1-more"
    after = page.send(button=READ)
    assert after.path == study
    assert "Your course has changed" not in after.text
    assert "Your course has changed" not in aminas.open(study).text


def test_several_changes_are_put_away_together(aminas, root, opened, taken_up):
    study = opened()
    taken_up(versions.a_page_more(root))
    (root / versions.UNIT / "2b-more.md").unlink()
    taken_up(versions.marked_otherwise(root))
    page = aminas.open(study)
    assert "1 is gone, 1 check judges answers otherwise. It takes 9 minutes fewer in all." in page.text
    assert "Your course has changed" not in page.send(button=READ).text


def test_better_words_are_not_told_of(aminas, root, opened):
    study = opened()
    versions.better_words(root)
    run_queued_jobs()
    assert "Your course has changed" not in aminas.open(study).text
    assert "version 2 of the course" in aminas.open(study).text


def test_a_stranger_puts_nothing_away(aminas, zeds, root, opened, taken_up):
    study = opened()
    taken_up(versions.a_page_more(root))
    told = StudyChange.objects.get()
    assert zeds.post_to(f"{study}/changes/{told.id}/seen").status == 404
    assert StudyChange.objects.get().seen_at is None


OTHER_QUESTIONS = (
    ("kind: number", "kind: one"),
    ('value: book.schools.sum("pupils")', "answers: [{ text: Few., why: No. }, { text: Some., why: No. },"),
    ("unit: pupils", "  { text: Many., right: true, why: Yes. }, { text: None., why: No. }]"),
    ("    why_right: Both counted.\n", ""),
    ("    why_wrong: Count both.\n", ""),
    ("kind: one", "kind: number"),
    ("answers:\n      - { text: Elm., right: true, why: It has. }", "value: 1"),
    ("      - { text: Oak., why: It has fewer. }\n", "    why_right: Yes.\n"),
    ("      - { text: Both., why: They differ. }\n", "    why_wrong: No.\n"),
    ("      - { text: Neither., why: One has. }\n", ""),
)


@pytest.mark.parametrize("given", [{"tc1-q1": [0], "tc1-q3": "1200"}, {"tc1-q1": [1], "tc1-q3": "7"}])
def test_a_check_that_asks_otherwise_can_be_read_and_answered(aminas, amina, root, opened, taken_up, given):
    study = opened()
    answer_check(by=amina, at=AT, study_id=study.removeprefix("/study/"), page="tc1-check", given=given)
    for old, new in OTHER_QUESTIONS:
        rewrite(root, versions.CHECK, old, new)
    taken_up(versions.publish(root))
    page = aminas.open(f"{study}/tc1-check")
    assert page.status == 200
    assert page.send(button="Check again", **{"tc1-q2": ["0"]}).status == 200


class TestGone:
    @pytest.fixture
    def study(self, aminas, amina, root, opened, taken_up):
        """Amina's study, and its page “More of it” gone."""
        versions.a_page_more(root)
        study = opened()
        complete_page(by=amina, at=AT, study_id=study.removeprefix("/study/"), page="tc1-more")
        aminas.open(f"{study}/tc1-more").send(button="Save my note", note="Ask both heads.")
        self.sheet = aminas.open(f"{study}/tc1-more")
        taken_up(versions.a_page_less(root))
        return study

    def test_it_is_said_and_leads_on(self, aminas, study):
        page = aminas.open(f"{study}/tc1-more")
        assert page.status == 404
        assert page.heading == "This page is not part of your course any more"
        assert "“More of it” was a page of the unit “One promise”" in page.text
        assert page.links["Go on with your course"] == f"{study}/tc1-case"
        assert page.follow("in your learning log").holds("text") == ["Ask both heads."]
        assert aminas.open(study).path == study

    def test_what_was_being_written_on_it_is_not_lost(self, aminas, study):
        page = self.sheet.send(button="Save my note", note="Ask both heads, and the chair.")
        assert page.status == 404
        assert "not saved yet" in page.text
        page.send(button="Save in my log")
        texts = set(LogEntry.objects.values_list("text", flat=True))
        assert texts == {"Ask both heads.", "Ask both heads, and the chair."}

    def test_going_on_from_it_says_the_same(self, study):
        page = self.sheet.send(button="Continue")
        assert page.heading == "This page is not part of your course any more"
        assert "not saved yet" not in page.text, "what was written before is in the log"

    def test_strangers_and_nonsense_find_the_plain_page(self, aminas, zeds, study):
        assert zeds.status(f"{study}/tc1-more") == 404
        assert "any more" not in zeds.open(f"{study}/tc1-more").text
        assert aminas.open(f"{study}/tc9-nowhere").heading == "Page not found"
        assert aminas.post_to(f"{study}/tc1-case/decide/no-such", {}).heading == "Page not found"


def test_a_page_of_a_later_version_is_said_to_be_one(aminas, root, opened):
    study = opened()
    versions.a_page_more(root)
    page = aminas.open(f"{study}/tc1-more")
    assert page.status == 404
    assert page.heading == "This page is not part of your version of the course"
    assert "in a later version" in page.text
