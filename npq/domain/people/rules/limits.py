"""How often, and how long. Few enough tries that guessing is hopeless, enough for somebody with cold fingers."""

from datetime import timedelta

CODES_LAST = timedelta(minutes=30)
MOST_WRONG_CODES = 5
MOST_CHANGES_A_DAY = 5
MOST_WRONG_BIRTHDAYS = 3
