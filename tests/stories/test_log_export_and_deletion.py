"""What somebody wrote is theirs: taken along three ways, one entry lent to a coach and taken back, then all deleted."""

import io
import json
import re
from pathlib import Path

from pypdf import PdfReader

from npq.domain.learning.models import LogEntry, PageDone, SharedEntry, Study
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import steps

ESME, COL = "Esme Underway", "col.coach@coach.example"
FIRST = "I said “both”. *They* heard #one of them."
SECOND = "Ask the second head before the end of term."


def downloaded(somebody: Walker, link: str) -> bytes:
    """The file that a link of the log leads to."""
    with somebody.page.expect_download() as started:
        somebody.page.get_by_role("link", name=link).click()
    return Path(started.value.path()).read_bytes()


def writes(somebody: Walker, text: str) -> None:
    somebody.press("Write an entry").fill("What you want to keep", text).press("Save").sees(
        "Your learning log"
    )


def hers() -> Study:
    return Study.objects.get(person__email=steps.email_of(ESME))


def test_the_log_is_hers_to_take_to_lend_and_to_delete(someone, service: Service) -> None:
    esme, col = someone(), someone(phone=True)
    steps.is_persona(esme, ESME).go("/study").press("Begin").press("Continue")
    esme.go("/study").follow("your learning log")
    writes(esme, FIRST)
    writes(esme, SECOND)
    before = hers().minutes_done, PageDone.objects.filter(study=hers()).count()
    assert before[1]

    assert "> " + SECOND in downloaded(esme, "to read (Markdown)").decode()
    told = json.loads(downloaded(esme, "as data (JSON)"))
    assert {entry["text"] for entry in told["entries"]} >= {FIRST, SECOND}
    reader = PdfReader(io.BytesIO(downloaded(esme, "to print (PDF)")))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    said = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert FIRST in said
    assert SECOND in said

    esme.follow("Share with a coach").sees("is a pupil, a parent or a colleague named in it", SECOND)
    esme.fill("Your coach’s full name", "Col Coach").fill("Your coach’s email address", COL)
    esme.press("Share it").sees("Shared with", "Col Coach")
    letter = steps.newest_letter(service, COL, "shared-log-entry")
    assert SECOND not in letter.body
    link = steps.link_in(letter)
    col.go(link).sees(f"From the learning log of {ESME}", SECOND).does_not_see(FIRST)

    esme.go("/study").follow("One page to bring along").sees("To bring to coaching", SECOND, "Col Coach")
    esme.go(f"/study/{hers().id}/log").press("Stop sharing with Col Coach").does_not_see("Shared with")
    col.go(link).sees("No longer shared").does_not_see(SECOND, ESME)

    esme.follow("Share with a coach").choose("Col Coach").press("Share it").sees("Shared with")
    esme.follow("Delete your whole learning log").sees("What stays, and why", "your award rests on it")
    esme.press("Delete my learning log").sees("There is nothing here yet")
    assert not LogEntry.objects.filter(study=hers()).exists()
    assert not SharedEntry.objects.filter(entry__study=hers()).exists()
    assert (hers().minutes_done, PageDone.objects.filter(study=hers()).count()) == before
    col.go(steps.link_in(steps.newest_letter(service, COL, "shared-log-entry"))).sees("No longer shared")
    assert re.search(r"\d+% of the self-study", esme.go("/study").page.inner_text("main"))
