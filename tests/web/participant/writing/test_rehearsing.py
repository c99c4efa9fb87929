"""After a rehearsal: invented answers with a marker’s notes, beside one’s own."""

from pathlib import Path
from uuid import uuid4

from npq.domain.assessment.kinds import WindowKind
from npq.domain.assessment.models import (
    CaseVersion,
    Policy,
)
from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.operations.setting import publish_assessment
from npq.domain.assessment.operations.submitting import Statement, submit_script
from npq.domain.assessment.operations.writing import save_revision
from npq.domain.assessment.packs.answers import paragraphs_of
from npq.domain.assessment.packs.check import read_assessment
from npq.domain.assessment.queries.writing import writing_of
from tests.domain.assessment.writing.conftest import make_window, sit
from tests.web.participant.writing.conftest import HAND_IN, SAVE, STATED
from tests.web.shared import dom
from tests.world import AT, BY, NPQEL


class TestRehearsing:
    def test_afterwards_there_are_answers_beside_one_s_own(self, aminas, registered, northlight):
        window = make_window(northlight, kind=WindowKind.REHEARSAL)
        here = f"/assessment/{sit(registered, window)}"
        assert aminas.status(f"{here}/answers") == 404
        page = aminas.open(f"{here}/write")
        assert "Rehearsal" in page.text
        page.send(button=SAVE, **{"answer-plan": "My own."})
        receipt = aminas.open(f"{here}/hand-in").send(button=HAND_IN, **STATED)
        beside = receipt.follow("See a strong and a weak answer beside yours")
        assert "My own." in beside.text

    def test_it_is_no_attempt_and_its_page_leads_to_the_answers(self, aminas, registered, northlight):
        here = f"/assessment/{sit(registered, make_window(northlight, kind=WindowKind.REHEARSAL))}"
        assert "it uses no attempt" in aminas.open(f"{here}/write/at-deadline").text
        aminas.open(f"{here}/write").send(button=SAVE, **{"answer-plan": "My own."})
        aminas.open(f"{here}/hand-in").send(button=HAND_IN, **STATED)
        page = aminas.open(here)
        assert page.links["See a strong and a weak answer beside yours"] == f"{here}/answers"

    def test_every_note_stands_beside_its_paragraph(self, aminas, amina, registered, northlight):
        pack, faults = read_assessment(Path("assessments/npq-executive-leadership"))
        assert pack is not None, faults
        publish_assessment(by=BY, at=AT, pack=pack)
        decide_policy(by=BY, at=AT, qualification=NPQEL)
        case, policy = CaseVersion.objects.get(kind="rehearsal"), Policy.objects.get()
        window = make_window(northlight, kind=WindowKind.REHEARSAL)
        window.case, window.policy = case, policy
        window.save()
        answers = next(case for case in pack.cases if case.kind == "rehearsal").for_markers.answers
        sitting = sit(registered, window)
        save_revision(by=amina, at=AT, sitting_id=sitting, client_key=uuid4(), parent=0, sections={
            question.id: "Mine." for question in writing_of(amina, sitting, AT).questions
        })  # fmt: skip
        submit_script(by=amina, at=AT, sitting_id=sitting, seen=1, statement=Statement(is_own=True))
        page = aminas.open(f"/assessment/{sitting}/answers")
        assert [answer.verdict for answer in answers] == ["pass", "not a pass"]
        for answer in answers:
            (section,) = [
                s for s in page.main.iter("section") if s.get("aria-labelledby") == f"answer-{answer.id}"
            ]
            assert [dom.words(h) for h in section.iter("h3")] == ["Question 1", "Question 2", "Question 3"]
            beside = [
                [dom.words(p) for p in one.iter("p")] for one in dom.find(section, "div", class_="npq-noted")
            ]
            assert [one[0] for one in beside] == [
                " ".join(text.split()) for text in paragraphs_of(answer.text)
            ]
            names = {one.id: one.name for one in pack.rubric.criteria}
            for number, (_, *notes) in enumerate(beside, start=1):
                assert notes == [
                    f"{names[one.criterion]} {' '.join(one.note.split())}"
                    for one in answer.annotations
                    if one.after == number
                ]
            assert sum(len(one) - 1 for one in beside) == len(answer.annotations) > 3
            assert f"Reading the situation: level {answer.levels['diagnosis']}" in dom.words(section)
