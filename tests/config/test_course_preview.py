"""What `npq course preview` does and says."""

import pytest
from click.testing import CliRunner
from django.conf import settings

from npq.config.command_line import npq
from npq.domain.learning.models import CourseDraft, CourseVersion
from tests import world
from tests.domain.learning.packs.small import small_pack


@pytest.fixture
def run(real_database, tmp_path):
    """Runs the command on the small pack; gives its status and what it says."""

    small = small_pack(tmp_path)

    def run(*options: str, folder=small) -> tuple[int, str]:
        words = ["course", "preview", str(folder), *options]
        done = CliRunner().invoke(npq, words, env={"DATABASE_URL": real_database.url})
        return done.exit_code, done.output

    return run


def test_a_pack_is_offered_replaced_and_removed(run):
    world.qualification()
    code, said = run()
    draft = CourseDraft.objects.get()
    assert code == 0
    assert said.startswith("Executive leadership, version 1, is offered as a draft.")
    assert said.endswith(f"{settings.BASE_URL}/staff/courses/{draft.id}\n")
    assert run()[0] == 0
    assert CourseDraft.objects.get() == draft
    assert not CourseVersion.objects.exists()
    assert run("--remove") == (0, "The draft is removed.\n")
    assert run("--remove") == (0, "There is no draft, so there is nothing to remove.\n")


def test_a_pack_with_a_fault_is_not_offered_and_its_draft_can_be_removed(run, tmp_path):
    world.qualification()
    run()
    broken = small_pack(tmp_path)
    (broken / "topics/trust-culture/tc1/1-opening.md").write_text("no front matter")
    code, said = run()
    assert code == 1
    assert said.endswith("to mend; nothing can be offered.\n")
    assert run("--remove")[0] == 0


def test_what_is_not_published_or_no_course_is_said_in_words(run, tmp_path):
    for options in ((), ("--remove",)):
        code, said = run(*options)
        assert code == 1
        assert "npq-executive-leadership is not published here; `npq publish` does that." in said
    code, said = run("--remove", folder=tmp_path)
    assert code == 1
    assert said.startswith("Error: ")
