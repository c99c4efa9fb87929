"""A rehearsal from the first look to the receipt on a phone, on which the connection fails twice."""

from playwright.sync_api import expect

from npq.domain.assessment.models import Script, Submission
from npq.domain.assessment.rules.responses import sections_of
from npq.domain.assessment.rules.revisions import digest_of
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import sitting, steps

ESME = "Esme Underway"
NARROW = {"width": 390, "height": 844}
SITUATION = "Suspensions fell in one school and rose in the other, and the papers do not say why."
PLAN = "We keep the standard until May, and let each school say what it does in the corridors."
ACCOUNT = "We shall know by the lessons that pupils get back."


def test_from_the_first_look_to_the_receipt(someone, service: Service) -> None:
    esme = someone(phone=True)
    esme.page.set_viewport_size(NARROW)
    steps.is_persona(esme, ESME)
    id = sitting.opens_the_case(esme)
    sitting.writes(esme, 1, SITUATION)
    sitting.is_told(esme, sitting.SAVED)
    the_train_goes_into_a_tunnel(esme)
    our_server_is_out_of_reach(esme)
    sitting.writes(esme, 3, ACCOUNT)

    # What was typed a moment ago goes with her to the next page, without a word about saving.
    sitting.hands_in(esme, "A spelling or grammar checker")
    script, handed_in = Script.objects.get(sitting=id), Submission.objects.get(script=id)
    assert [text for _, text in script.content] == [SITUATION, PLAN, ACCOUNT]
    assert handed_in.digest == digest_of(sections_of(script.content))
    esme.sees(handed_in.receipt, handed_in.digest, f"{handed_in.words}, of a limit of 2,500")
    letter = steps.newest_letter(service, steps.email_of(ESME), "response-receipt")
    assert handed_in.receipt in letter.body
    assert sitting.kept_here(esme) == 0
    answers_lie_beside_her_own(esme)


def the_train_goes_into_a_tunnel(esme: Walker) -> None:
    esme.context.set_offline(True)
    sitting.writes(esme, 2, "We keep the standard")
    sitting.is_told(esme, sitting.NOTHING_SAVED_BUT_HERE)
    sitting.is_told(esme, "no connection")
    assert sitting.kept_here(esme) == 1
    esme.context.set_offline(False)
    sitting.is_told(esme, sitting.SAVED)
    assert sitting.kept_here(esme) == 0


def our_server_is_out_of_reach(esme: Walker) -> None:
    """The phone has a connection, so that it is not told it has none."""
    esme.page.route("**/write", lambda route: route.abort())
    sitting.writes(esme, 2, PLAN)
    sitting.is_told(esme, "our server cannot be reached")
    esme.page.unroute("**/write")
    # Nobody does anything: it is tried again.
    sitting.is_told(esme, sitting.SAVED)
    assert sitting.kept_here(esme) == 0


def answers_lie_beside_her_own(esme: Walker) -> None:
    esme.follow("See a strong and a weak answer").sees("Answers to the rehearsal case", PLAN)
    notes = esme.page.locator(".npq-noted__note")
    expect(notes.first).to_be_visible()
    assert notes.count() > 1
