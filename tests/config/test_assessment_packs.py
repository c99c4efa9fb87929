"""`npq assessment`: what whoever sets an assessment reads at the command line."""

from datetime import date

import pytest

from npq.config import assessments
from npq.config.troubles import Trouble
from npq.domain.assessment.models import CaseVersion
from npq.domain.assessment.packs.check import read_assessment
from tests import world
from tests.domain.assessment.packs.small import small_assessment
from tests.domain.learning.packs.small import rewrite

MARKERS = "cases/quellmouth/for-markers.md"


@pytest.fixture
def root(tmp_path):
    return small_assessment(tmp_path)


def publish(root, embargo=None, provider=None):
    return assessments.publish(read_assessment(root)[0], embargo, provider)


def test_check_lists_the_cases_and_nothing_of_what_they_say(npq, root):
    done = npq("assessment", "check", str(root), DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 0, done.stderr
    assert "quellmouth" in done.stdout
    assert "A pass: no level 0, and at least 3 of 4." in done.stdout
    assert "Two gates" not in done.stdout


def test_check_names_every_fault_and_where_it_is(npq, root):
    (root / MARKERS).unlink()
    rewrite(root, "cases/brackenholt/answers/weak.md", "total: 2", "total: 4")
    done = npq("assessment", "check", str(root))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "cases/brackenholt/answers/weak.md:4: the levels add up to 2",
        "cases/quellmouth/case.toml:1: a live case needs for-markers.md",
        "2 to mend; nothing can be published.",
    ]


def test_publish_names_the_faults_instead(npq, root):
    (root / MARKERS).unlink()
    done = npq("assessment", "publish", str(root), DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 to mend; nothing can be published."


@pytest.mark.django_db
def test_publish_says_what_was_done_and_what_stood_in_the_way(root):
    with pytest.raises(Trouble, match="`npq publish` does that"):
        publish(root)
    world.qualification()
    provider = world.lead_provider("Northlight Institute")
    assert (
        publish(root, date(2027, 2, 1), "northlight institute")
        == "Executive leadership, version 1, is published with 2 cases."
    )
    assert CaseVersion.objects.filter(set_by=provider).count() == 2
    with pytest.raises(Trouble, match="may be seen from 1 February 2027: that cannot be made later"):
        publish(root, date(2027, 3, 1), "Northlight Institute")
    rewrite(root, "assessment.toml", "Ours, for a test", "Ours, for another")
    with pytest.raises(Trouble, match="Version 1 is published with another content"):
        publish(root, None, "Northlight Institute")
