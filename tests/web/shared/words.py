"""The sample service's words for its refusals."""

from tests.web.shared.sample import Code

REFUSALS = {Code.TOO_LATE: "It closed on {day}."}
