"""Later versions of the small course, each a change to its folder."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from npq.domain.learning.kinds import ChangeKind
from npq.domain.learning.models import CourseVersion
from npq.domain.learning.operations.publishing import publish_course
from npq.domain.learning.packs.check import read_pack
from tests.domain.learning.packs.small import rewrite
from tests.world import AT, BY

UNIT = "topics/trust-culture/tc1"
KNOWN, CHECK = f"{UNIT}/2-known.md", f"{UNIT}/4-check.md"

SAID = "A second look at the two schools shows that what is said once is heard by one of them. "

MORE = f"""---
id: tc1-more
kind: reading
title: More of it
minutes: 9
statements: [tc-k1]
---
## What schools do

{SAID * 95}
"""


def publish(root: Path, change: ChangeKind | None = None) -> UUID:
    """Publishes what stands in the folder now, as the next version, an hour after the one before."""
    number = CourseVersion.objects.count()
    rewrite(root, "course.toml", f'version = "{number}"', f'version = "{number + 1}"')
    pack, faults = read_pack(root)
    assert pack is not None, faults
    return publish_course(by=BY, at=AT + timedelta(hours=number), pack=pack, change=change)


def better_words(root: Path) -> UUID:
    """The same in better words."""
    count = CourseVersion.objects.count()
    rewrite(root, KNOWN, "That is all we know here", f"That is all we know here, as of {count}")
    return publish(root, ChangeKind.WORDING)


def a_page_more(root: Path) -> UUID:
    """A page more in its unit, of nine minutes: material."""
    (root / UNIT / "2b-more.md").write_text(MORE)
    return publish(root)


def a_page_less(root: Path) -> UUID:
    """Without the page that came: material."""
    (root / UNIT / "2b-more.md").unlink()
    return publish(root)


def marked_otherwise(root: Path) -> UUID:
    """Another answer is right: it bears on the assessment."""
    rewrite(root, CHECK, "Ash., why", "Ash., right: true, why")
    return publish(root)
