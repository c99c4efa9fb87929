"""A course that changes while somebody is in the middle of a topic: their provider decides, and they lose no ground."""

import re
import shutil
from pathlib import Path

from django.conf import settings

from npq.domain.learning.models import Study
from npq.domain.learning.operations.publishing import publish_course
from npq.domain.learning.packs.check import read_pack
from npq.domain.learning.queries.versions import newest_version
from npq.kernel import clock
from npq.kernel.viewer import Viewer
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import steps

BRAM = "Bram Underway"
OURS = "npq-executive-leadership"
CULTURE = "topics/trust-culture"

SAID = "A trust that says a thing twice a year is heard by half of those who were there the first time. "

MORE = """---
id: {unit}-said-twice
kind: reading
title: Said twice in {unit}
minutes: 1
{statements}
---
{text}
"""


def publishes_a_later_version(folder: Path) -> str:
    """A page more in a unit that Bram has finished, and in the one he is in. Gives the version's name."""
    pack = folder / OURS
    shutil.copytree(settings.COURSES / OURS, pack)
    course = pack / "course.toml"
    was = newest_version(OURS)
    assert was is not None
    name = f"{was.version}.1"
    course.write_text(course.read_text().replace(f'version = "{was.version}"', f'version = "{name}"'))
    for unit in ("tc1", "tc3"):
        known = pack / CULTURE / unit / "2-what-is-known.md"
        statements = next(line for line in known.read_text().splitlines() if line.startswith("statements:"))
        page = MORE.format(unit=unit, statements=statements, text=SAID * 10)
        known.with_name("2b-said-twice.md").write_text(page)
    read, faults = read_pack(pack)
    assert read is not None, faults
    publish_course(by=Viewer.system("publish"), at=clock.now(), pack=read)
    return name


def his() -> Study:
    return Study.objects.get(person__email=steps.email_of(BRAM))


def percent(somebody: Walker) -> int:
    found = re.search(r"(\d+)% of the self-study", somebody.page.locator("main").inner_text())
    assert found
    return int(found[1])


def test_a_later_version_is_taken_up(someone, service: Service, tmp_path: Path) -> None:
    bram, priya = someone(phone=True), someone()
    steps.is_persona(bram, BRAM).go("/study")
    before, was_at, minutes = percent(bram), his().last_page, his().minutes_done

    later = publishes_a_later_version(tmp_path)
    service.sweep()
    bram.go("/study").does_not_see("Your course has changed")
    assert his().version.version != later, "what is more than wording waits for the provider"

    steps.is_persona(priya, "Priya Northlight").go("/provider/course")
    priya.follow(f"What version {later} changes").sees(
        f"Version {later} of Executive leadership",
        "New pages",
        "Said twice in tc3",
        "2 minutes more",
        "in the middle of the course",
        "nobody can go back to the version before",
    )
    cohort = his().enrolment.registration.cohort.name
    priya.press(f"Take up version {later} for {cohort}").sees("Taken up")
    service.settle()
    priya.go("/provider/course").sees(f"Version {later}")

    bram.go("/study").sees("Your course has changed", "2 pages are new", "Everything you studied stays done")
    study = his()
    assert study.version.version == later
    assert study.last_page == was_at
    assert study.minutes_done == minutes + 1, "the new page of a finished unit counts as done"
    assert abs(percent(bram) - before) <= 1
    bram.press("I have read this").does_not_see("Your course has changed")
    bram.press("Go on").sees("In this unit", "Said twice in tc3")
    bram.go("/home").sees("Executive leadership")
