"""More words than are read: the writer sees where the marker stops, hands it in, and the receipt tells both counts."""

from playwright.sync_api import expect

from npq.domain.assessment.models import Submission
from tests.runner.service import Service
from tests.stories import sitting, steps

ESME = "Esme Underway"
BEFORE, AFTER = "the last that is read", "and these are not"
LIMIT = 2500


def test_the_marker_reads_to_the_limit(someone, service: Service) -> None:
    esme = someone()
    steps.is_persona(esme, ESME)
    id = sitting.opens_the_case(esme)
    lines = ["word " * 1000, "word " * (LIMIT - 1005) + f"{BEFORE} {AFTER}", "Nobody reads this answer."]
    for question, words in enumerate(lines, start=1):
        sitting.writes(esme, question, words)
    over = len(f"{AFTER} {lines[2]}".split())
    sitting.is_told(esme, sitting.SAVED)
    expect(esme.page.locator("[data-words]")).to_contain_text(f"2,50{over} of 2,500 words")
    expect(esme.page.locator("[data-stops=plan]")).to_contain_text(f"{BEFORE}”")
    expect(esme.page.locator("[data-stops=account]")).to_contain_text(
        "has stopped reading before this answer"
    )

    esme.follow("Read it through").sees("Whoever marks it stops reading here")
    expect(esme.page.locator(".npq-unread")).to_have_text(AFTER)
    esme.sees("This answer comes after the place where reading stops").follow("Your response")
    esme.follow("Go on to hand it in").sees(
        f"That is {over} over the limit. You can hand in more words than that. Whoever marks it stops reading at the limit."
    )
    sitting.states(esme).press("Hand in my response").sees(f"2,50{over}, of a limit of 2,500: {over} over it")
    assert Submission.objects.get(script=id).words == LIMIT + over
    letter = steps.newest_letter(service, steps.email_of(ESME), "response-receipt")
    assert f"2,50{over}, of a limit of 2,500" in letter.body
