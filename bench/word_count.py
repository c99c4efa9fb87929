"""How long a whole response takes to be counted, here and in a browser: words, references, and where the limit is.

The text is 2,600 words of an essay's kind, a list of references, and 40 names to be looked for in it. Each is done
thirty times, and the middle time counts: the processor's here, the clock's in the browser.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import Figure
from npq.domain.assessment.rules.identifying import Kind, Name, identifying_words
from npq.domain.assessment.rules.words import counted, place_of_limit
from tests.runner import browser

LIMIT = 2500
TIMES = 30
STATIC = Path(__file__).parents[1] / "npq" / "web" / "shared" / "static" / "npq"
ORIGIN = "http://words.example"
TEXT = "“Improvement across schools – slow, as it is – began with Ishbel’s well-kept list (2019)…\n" * 200
REFERENCES = "References\n" + "Smith, A. (2019) A book about books.\n" * 30
NAMES = [
    Name(
        Kind.COLLEAGUE,
        f"Forename{chr(97 + number % 26)} Lastname{chr(97 + number // 26)}{chr(97 + number % 7)}",
    )
    for number in range(40)
]
IN_BROWSER = """async ([text, limit, times]) => {
  const rule = await import("/words.js");
  const taken = [];
  for (let run = 0; run < times; run += 1) {
    const began = performance.now();
    rule.counted(text, limit);
    rule.placeOfLimit(text, limit);
    taken.push(performance.now() - began);
  }
  return taken;
}"""


def main() -> Iterator[Figure]:
    """Gives milliseconds."""
    text = TEXT + REFERENCES
    note = f"{counted(text, LIMIT).counted} words and references; the middle of {TIMES}"
    taken = _taken(lambda: counted(text, LIMIT))
    yield Figure("counting a response, server", taken, "ms", at_most=5, note=note)
    taken = _taken(lambda: place_of_limit(text, LIMIT))
    yield Figure("finding where its limit is, server", taken, "ms", at_most=5, note=note)
    yield Figure("both, browser", _in_browser(text), "ms", at_most=5, note=note)
    taken = _taken(lambda: identifying_words(text, NAMES))
    yield Figure("looking for names in a response", taken, "ms", at_most=250, note=f"{len(NAMES)} names")


def _taken(work: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        found.append((time.process_time() - began) * 1000)
    return statistics.median(found)


def _in_browser(text: str) -> float:
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser.find(), args=["--no-sandbox"])
        page = program.new_page()
        page.route(
            f"{ORIGIN}/", lambda route: route.fulfill(content_type="text/html", body="<title>Words</title>")
        )
        page.route("**/*.js", lambda route: route.fulfill(path=STATIC / route.request.url.rpartition("/")[2]))
        page.goto(f"{ORIGIN}/")
        taken = statistics.median(page.evaluate(IN_BROWSER, [text, LIMIT, TIMES]))
        program.close()
    return taken
