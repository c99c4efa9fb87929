"""Somebody who uses no mouse registers: Tab, arrows, Space and Enter are enough, and where they are is always seen."""

from npq.domain.registration.models import Registration
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import steps

FOCUSED = """() => {
    const it = document.activeElement;
    return it.labels && it.labels.length ? it.labels[0].innerText : it.innerText || it.value || "";
}"""
OUTLINED = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderStyle !== "none";
}"""


class Hands:
    """Somebody's hands on a keyboard."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.keys = walker, walker.page.keyboard

    def focused(self) -> str:
        return str(self.walker.page.evaluate(FOCUSED)).strip()

    def tab_to(self, words: str) -> "Hands":
        """Goes on by Tab until what is meant has the focus, and shows it."""
        for _ in range(40):
            self.keys.press("Tab")
            if self.focused().startswith(words):
                assert self.walker.page.evaluate(OUTLINED), f"nobody can see that {words} has the focus"
                return self
        raise AssertionError(f"Tab never comes to “{words}” on {self.walker.page.url}")

    def pick(self, first: str, wanted: str) -> "Hands":
        """Goes into a group of choices by its first, and on by arrows to the one wanted."""
        self.tab_to(first).keys.press("Space")
        for _ in range(8):
            if self.focused() == wanted:
                return self
            self.keys.press("ArrowDown")
        raise AssertionError(f"Arrows never come to “{wanted}”")

    def type(self, label: str, words: str) -> "Hands":
        self.tab_to(label).keys.type(words)
        return self

    def enter(self) -> Walker:
        """Sends the form, or follows the link, that has the focus."""
        with self.walker.page.expect_navigation():
            self.keys.press("Enter")
        return self.walker.look()

    def go_on(self) -> Walker:
        self.tab_to("Continue")
        return self.enter()


def test_a_keyboard_is_enough(someone, service: Service) -> None:
    school = steps.school_of_kind(steps.STATE_FUNDED)
    kim = someone()
    steps.is_persona(kim, "Nadia Newcombe")
    hands = Hands(kim)

    kim.go("/home")
    hands.keys.press("Tab")
    assert hands.focused() == "Skip to main content"
    hands.keys.press("Enter")
    hands.tab_to("Register for a qualification").enter()
    hands.tab_to("Start").enter()

    hands.go_on()
    assert hands.focused().startswith("There is a problem")
    hands.tab_to("Select yes if you work in England").keys.press("Enter")
    assert hands.focused() == "Yes"
    hands.keys.press("Space")
    hands.go_on()
    hands.pick("A school", "An academy trust")
    hands.go_on().sees("Which of the trust’s schools are you based at?")

    hands.type("Which of the trust’s schools", school.name)
    kim.page.get_by_role("option").filter(has_text=school.name).first.wait_for()
    hands.keys.press("ArrowDown")
    hands.keys.press("Enter")
    hands.go_on().sees("Your course is fully funded")
    hands.tab_to("I think this is wrong").keys.press("Enter")
    kim.sees("a person will look at it again")
    hands.go_on()
    hands.pick("Meridian Leadership College", "Northlight Institute")
    hands.go_on()
    hands.pick("My line manager", "Chair of trustees")
    hands.type("Their full name", "Grace Gladly").type("Their work email address", "grace@trust.example")
    hands.enter().sees("What is your teacher reference number?")  # Enter in a field sends the form
    hands.go_on()
    hands.tab_to("I have read who gets my details").keys.press("Space")
    hands.go_on().sees("Check your answers")
    hands.tab_to("Submit").enter().sees("You have registered")
    assert Registration.objects.filter(person__email=steps.email_of("Nadia Newcombe")).count() == 1
