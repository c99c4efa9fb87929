"""Two at once, with real commits."""

from npq.domain.people.kinds import CodesOutcome
from npq.domain.people.models import EmailChange, Person
from npq.domain.people.operations import ask_email_change, confirm_email_change, start_afresh
from npq.domain.people.queries.email_codes import NEW, OLD, email_code
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer
from tests.domain.people.people import AT, by_code


def test_two_first_sign_ins_at_once_make_one_person(real_database) -> None:
    amina = by_code("amina@oakfield.uk")
    outcomes = real_database.at_once(*[amina.come_in] * 4)
    assert {outcome.person_id for outcome in outcomes} == {Person.objects.get().id}


def test_two_who_are_new_at_one_mailbox_at_once_turn_it_over_once(real_database) -> None:
    head = by_code("head@oakfield.sch.uk")
    head.arrive(name="Anna Bell")
    begin = lambda: start_afresh(by=Viewer.visitor(), at=AT, **head.way)  # noqa: E731
    outcomes = real_database.at_once(*[begin] * 4)
    assert sum(isinstance(outcome, Refusal) for outcome in outcomes) == 3
    assert [person.email for person in Person.objects.all()] == [None]


def test_two_people_cannot_take_one_address_at_once(real_database) -> None:
    people = [by_code("amina@oakfield.uk").arrive(), by_code("zed@elsewhere.uk").arrive()]
    for person in people:
        ask_email_change(by=person, at=AT, new_email="wanted@oakfield.uk")

    def confirm(person: Viewer) -> CodesOutcome:
        change = EmailChange.objects.get(person_id=person.person_id).id
        codes = {"old_code": email_code(change, OLD), "new_code": email_code(change, NEW)}
        return confirm_email_change(by=person, at=AT, **codes)

    outcomes = real_database.at_once(*[lambda person=person: confirm(person) for person in people])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CodesOutcome", "Refusal"]
    assert Person.objects.filter(email="wanted@oakfield.uk").count() == 1
