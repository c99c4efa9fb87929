"""The smallest assessment pack without a fault: two criteria, a live case and a rehearsal case."""

from pathlib import Path

from tests.domain.learning.packs.small import NPQEL

ASSESSMENT = {
    "assessment.toml": """
title = "Executive leadership"
version = "1"
qualification = "npq-executive-leadership"
note = "Ours, for a test."
framework = "ours-1"
grade = 12
word_limit = 200
criteria = 2
levels = 3
pass = { no = 0, at_least = 3 }
boundary = { from = 2, to = 3, near_zero = true }
""",
    "rubric.toml": """
version = "1"
note = "Ours, for a test."

[[criterion]]
id = "seeing"
name = "Seeing"
about = "What is there."
levels = [
    { level = 0, name = "No", descriptor = "It is not." },
    { level = 1, name = "Half", descriptor = "It is, in part." },
    { level = 2, name = "Yes", descriptor = "It is." },
]

[[criterion]]
id = "doing"
name = "Doing"
about = "What is done."
levels = [
    { level = 0, name = "No", descriptor = "It is not." },
    { level = 1, name = "Half", descriptor = "It is, in part." },
    { level = 2, name = "Yes", descriptor = "It is." },
]
""",
}

LIVE = {
    "case.toml": """
id = "quellmouth"
family = "quellmouth"
variant = "a"
kind = "live"
not_before = 2026-11-16
title = "Two gates"
trust = "Quellmouth Trust"
set = "autumn term 2026"
about = "A trust of two schools."
names = ["Ottoway Brine"]

[[question]]
id = "reading"
ask = "What is going on?"
words = 120

[[question]]
id = "doing"
ask = "What do you do?"
words = 80
""",
    "case.md": """## The trust

Quellmouth has {{ book.schools.sum("pupils") | number }} pupils. Ottoway Brine leads it.
""",
    "for-markers.md": """## What it shows

Two gates, {{ book.schools.tarn.pupils }} pupils behind one of them.
""",
    "documents/01-gates.md": """---
id: gates
title: Who comes by which gate
kind: chart
chart: bars
about: Pupils by gate.
text: "{{ book.schools.tarn.pupils }} pupils come to Tarn, {{ book.schools.moss.pupils }} to Moss."
---
{{ table("schools", columns=["name", "pupils"]) }}

Counted in October.
""",
    "documents/02-letter.md": """---
id: letter
title: A letter
kind: letter
about: A parent writes.
---
Nobody opens the second gate.
""",
    "data-book/schools.toml": """
title = "Two schools"

[columns]
name = { label = "School", kind = "text" }
pupils = { label = "Pupils", kind = "number" }

[rows.tarn]
name = "Tarnwick School"
pupils = 300

[rows.moss]
name = "Mossgarth Primary"
pupils = 1100
""",
    "data-book/checks.toml": """
[[check]]
says = "There are 1,400 pupils"
rule = "book.schools.sum('pupils') == 1400"
""",
}

ANSWER = """---
title: A strong answer
levels: { seeing: 2, doing: 1 }
total: 3
verdict: pass
annotations:
  - { after: 1, criterion: seeing, note: Sees it. }
  - { after: 2, criterion: doing, note: Does half of it. }
---
## Question 1

There are two gates. One of them is shut.

## Question 2

Open it.
"""

REHEARSAL = {
    "case.toml": """
id = "brackenholt"
family = "brackenholt"
variant = "a"
kind = "rehearsal"
title = "One bell"
trust = "Brackenholt Trust"
set = "autumn term 2026"
about = "A trust of one school."

[[question]]
id = "all"
ask = "What is going on, and what do you do?"
words = 200
""",
    "case.md": "Brackenholt has one bell and nobody rings it.\n",
    "documents/01-minutes.md": """---
id: minutes
title: Minutes
kind: minutes
about: A page of them.
---
The bell was noted.
""",
    "answers/strong.md": ANSWER,
    "answers/weak.md": ANSWER.replace("A strong", "A weak")
    .replace("doing: 1 }", "doing: 0 }")
    .replace("total: 3", "total: 2")
    .replace("verdict: pass", "verdict: not a pass"),
}

COURSE = {
    "framework.toml": 'version = "ours-1"\n',
    "qualification.toml": "word_limit = 200\n",
    "topics/page.md": "A page about nobody.\n",
}


def small_assessment(folder: Path) -> Path:
    """A copy of the pack below `folder`, with a course of the same name beside it."""
    root = folder / "assessments" / NPQEL
    files = {root / name: text for name, text in ASSESSMENT.items()}
    files |= {root / "cases/quellmouth" / name: text for name, text in LIVE.items()}
    files |= {root / "cases/brackenholt" / name: text for name, text in REHEARSAL.items()}
    files |= {folder / "courses" / NPQEL / name: text for name, text in COURSE.items()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"))
    return root
