"""A trust leader reads the course page on her phone, takes a page to her chair, and hears when registration opens."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from npq.domain.catalogue.kinds import Phase
from npq.domain.catalogue.queries import CohortRow, cohorts_of
from npq.gateways.email.models import KeptLetter
from npq.kernel import clock
from tests.runner.service import Service

OURS = "npq-executive-leadership"
COURSE = f"/courses/{OURS}"
EMAIL = "ruth@hearing.example"


def link_in_newest_letter(template: str, part: str) -> str:
    letter = KeptLetter.objects.filter(to=EMAIL, template=template).latest("id")
    found = re.search(rf"https?://\S*/tell-me/{part}/\S+", letter.body)
    assert found
    return urlsplit(found[0]).path


def cohort_to_come() -> CohortRow:
    return next(one for one in cohorts_of(OURS) if one.phase(clock.now()) is Phase.COMING)


def test_she_reads_and_hears_when_registration_opens(someone, service: Service) -> None:
    ruth = someone(phone=True)
    ruth.go("/").follow("Executive leadership").is_at(COURSE)
    ruth.sees("18 months", "1 to 2 hours a week on average", "Governance and accountability")
    ruth.sees("Northlight Institute", "is open")

    ruth.follow("October 2023").sees("Registration for October 2023 is closed", "Ambition Institute")
    ruth.sees("2022 to 2023 and 2023 to 2024", "each one is funded once").does_not_see("Northlight Institute")

    ruth.follow("A page for your line manager").sees("What you will be asked", "78 to 156 hours")

    ruth.go(COURSE).follow("Tell me when registration opens").fill("Email address", "ruth at hearing")
    ruth.press("Send me a link to confirm").sees("Enter an email address in the correct format")
    ruth.fill("Email address", EMAIL).press("Send me a link to confirm").sees("Look in your email")
    service.settle()

    confirming = link_in_newest_letter("interest-confirm", "confirm")
    ruth.go(confirming).press("Yes, tell me when it opens").sees("You are on the list")

    cohort = cohort_to_come()
    service.set_clock(cohort.registration_opens_at - timedelta(hours=1))
    service.sweep()
    assert not KeptLetter.objects.filter(to=EMAIL, template="registration-open").exists()
    service.set_clock(cohort.registration_opens_at + timedelta(hours=1))
    for _ in range(2):
        service.sweep()
    assert KeptLetter.objects.filter(to=EMAIL, template="registration-open").count() == 1
    ruth.go(COURSE).sees(f"Registration for {cohort.name} is open")

    stopping = link_in_newest_letter("registration-open", "stop")
    ruth.go(stopping).press("Stop these emails").sees("You are off the list")
