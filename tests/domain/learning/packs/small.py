"""The smallest pack without a fault: one topic of one unit, about two invented schools."""

import shutil
from pathlib import Path

from django.conf import settings

NPQEL = "npq-executive-leadership"

TOPICS = [
    "trust-culture", "teaching", "curriculum-and-assessment", "behaviour", "additional-needs-and-send",
    "professional-development", "organisational-management", "implementation", "working-in-partnership",
    "governance-and-accountability",
]  # fmt: skip

FILES = {
    "course.toml": """
title = "Executive leadership"
version = "1"
framework = "ours-1"
self_study_minutes = { at_least = 500, at_most = 700 }
unit_screen_minutes = { at_least = 8, at_most = 30 }
""",
    "framework.toml": """
version = "ours-1"
note = "Written for a test."

[[statement]]
id = "tc-k1"
topic = "trust-culture"
kind = "know"
text = "Know what a promise costs."

[[statement]]
id = "tc-d1"
topic = "trust-culture"
kind = "do"
text = "Keep a promise in every school."
""",
    "sources.toml": """
[robinson-2011]
authors = "Robinson, V."
title = "Student-Centered Leadership"
publisher = "Jossey-Bass"
year = "2011"
kind = "book"
about = "What leaders do that helps pupils."
""",
    "data-book/schools.toml": """
title = "Two schools"

[columns]
name = { label = "School", kind = "text" }
pupils = { label = "Pupils", kind = "number" }
income = { label = "Income", kind = "money" }
per_pupil = { label = "Income per pupil", kind = "money", formula = "income / pupils" }

[rows.oak]
name = "Oak Primary"
pupils = 200
income = 1_000_000

[rows.elm]
name = "Elm Secondary"
pupils = 1000
income = 6_500_000
""",
    "data-book/checks.toml": """
[[check]]
says = "The two schools have 1,200 pupils"
rule = "book.schools.sum('pupils') == 1200"
""",
    "topics/trust-culture/topic.md": """---
opens: now
units: [tc1]
---
A promise is what is heard.

Two schools, one promise, {{ book.schools.sum("pupils") | number }} pupils.
""",
    "topics/trust-culture/tc1/unit.md": """---
title: One promise
problem: Two schools were promised the same thing.
---
""",
    "topics/trust-culture/tc1/1-opening.md": """---
id: tc1-opening
kind: opening
title: A promise
minutes: 1
---
Both heads were told the same thing. One of them heard it. Read [the case](page:tc1-case) to see what came of it.
""",
    "topics/trust-culture/tc1/2-known.md": """---
id: tc1-known
kind: reading
title: What is known
minutes: 1
statements: [tc-k1]
---
## What leaders do

People trust a leader who does what was said [@robinson-2011]. That is all we know here.

- One thing.
- Another thing.
""",
    "topics/trust-culture/tc1/3-case.md": """---
id: tc1-case
kind: case
title: Two handbooks
minutes: 2
statements: [tc-d1]
figures:
  days: 12
  rate: 250
  cost: days * rate
decisions:
  - id: tc1-monday
    ask: What do you do on Monday?
    choices:
      - { id: wait, text: Wait., result: "It costs {{ cost | money }}." }
      - { id: go, text: Go on., result: It is done. }
      - { id: ask, text: Ask them., result: They tell you. }
  - id: tc1-tuesday
    ask: And on Tuesday?
    choices:
      - { id: wait, text: Wait., result: Nothing comes. }
      - { id: go, text: Go on., result: It is done. }
      - { id: ask, text: Ask them., result: They tell you. }
---
Cover takes {{ days | plural("day", "days") }} and costs {{ cost | money }}.

{{ table("schools", columns=["name", "pupils"], total=["pupils"]) }}

[[decision tc1-monday]]

It is Tuesday.

[[decision tc1-tuesday]]

The week ends.
""",
    "topics/trust-culture/tc1/4-check.md": """---
id: tc1-check
kind: check
title: What stays
minutes: 2
statements: [tc-k1]
questions:
  - id: tc1-q1
    kind: one
    ask: Which school has more pupils?
    answers:
      - { text: Elm., right: true, why: It has. }
      - { text: Oak., why: It has fewer. }
      - { text: Both., why: They differ. }
      - { text: Neither., why: One has. }
  - id: tc1-q2
    kind: several
    ask: Which of these are schools?
    answers:
      - { text: Elm., right: true, why: It is. }
      - { text: Oak., right: true, why: It is. }
      - { text: Ash., why: It is a tree. }
      - { text: Yew., why: It is a tree. }
  - id: tc1-q3
    kind: number
    ask: How many pupils are there?
    value: book.schools.sum("pupils")
    unit: pupils
    why_right: Both counted.
    why_wrong: Count both.
---
""",
    "topics/trust-culture/tc1/5-reflection.md": """---
id: tc1-reflection
kind: reflection
title: Yours
minutes: 1
statements: [tc-d1]
---
Which promise did you make?
""",
    "topics/trust-culture/tc1/6-task.md": """---
id: tc1-task
kind: task
title: In your trust
minutes: 1
task_minutes: 30
statements: [tc-d1]
---
Ask two heads.
""",
    "topics/trust-culture/tc1/7-recap.md": """---
id: tc1-recap
kind: recap
title: To keep
minutes: 1
---
A promise is a cost.
""",
    "topics/trust-culture/tc1/8-sources.md": """---
id: tc1-sources
kind: sources
title: Sources
minutes: 1
---
Begin with the first.
""",
}

LATER = """---
opens: later
outline:
  - title: To come
    about: What is to come.
    minutes: 55
---
It opens later.
"""


def small_pack(folder: Path) -> Path:
    """A copy of the pack below `folder`."""
    root = folder / NPQEL
    files = FILES | {f"topics/{topic}/topic.md": LATER for topic in TOPICS[1:]}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"))
    shutil.copy(settings.COURSES / NPQEL / "qualification.toml", root)
    return root


def rewrite(root: Path, name: str, old: str, new: str) -> None:
    """Plants something in one file of a pack."""
    path = root / name
    text = path.read_text()
    assert old in text, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1))
