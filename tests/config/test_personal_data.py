"""What `npq privacy` writes and does."""

import json
import stat
from datetime import timedelta

import click
import pytest
from click.testing import CliRunner

from npq.config import personal_data
from npq.config.command_line import npq
from npq.config.troubles import Trouble
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.models import Person
from tests import world
from tests.world import AT


@pytest.fixture
def amina(db, clock):
    world.qualification()
    world.cohort()
    amina = world.person(email="amina@oakfield.example")
    world.registration(amina, world.offer(world.lead_provider()), sponsor_email="grace@oakfield.example")
    return amina


def test_everything_as_json(amina):
    told = json.loads(personal_data.export_person(str(amina.person_id)))
    assert told["made_at"] == AT.isoformat()
    who = told["held"][0]
    assert who["facts"]["full_name"] == "Amina Clarke"
    assert who["facts"]["date_of_birth"] == "1979-04-12"
    assert who["why"]["email"]["lawful_basis"] == "public task"
    assert who["why"]["email"]["kept"] == "7 years from the last change to any registration of the person"
    assert "registration_submitted" in [entry["what"] for entry in told["what_happened"]]


def test_the_same_in_words(amina):
    text = personal_data.export_in_words(str(amina.person_id))
    assert "WHO YOU ARE" in text
    assert "Full name: Amina Clarke" in text
    assert "Teacher reference number: nothing" in text
    assert "We hold your full name to say who the participant is (public task), for 7 years from" in text
    assert "Registration submitted" in text
    assert "{" not in text.partition("WHAT HAPPENED")[2]


def test_a_person_may_be_named_by_their_address(amina):
    assert personal_data.export_person("Amina@Oakfield.example ") == personal_data.export_person(
        str(amina.person_id)
    )


def test_a_sponsor_has_only_an_address(amina):
    told = json.loads(personal_data.export_person("grace@oakfield.example"))
    assert [row["what"] for row in told["held"]] == ["Being named as a sponsor"]


@pytest.mark.parametrize(
    "person", ["00000000-0000-0000-0000-000000000001", "nobody@oakfield.example", "nonsense"]
)
def test_nothing_held_is_said(amina, person):
    with pytest.raises(Trouble, match="Nothing is held"):
        personal_data.export_person(person)


def test_expiring_says_what_it_did(amina, clock):
    clock.move_to(AT + timedelta(days=8 * 365))
    said = []
    personal_data.expire_now(say=said.append)
    assert "forget people: 1" in said
    assert Person.objects.get(id=amina.person_id).full_name == ""


def test_redacting_asks_first_and_says_what_it_blanked(amina):
    asked, said = [], []
    personal_data.redact_now("amina@oakfield.example", agree=asked.append, say=said.append)
    [question] = asked
    [heading, *lines] = said
    number = heading.removeprefix("Personal details blanked: ")
    assert question.startswith(f"Blank {number} personal details of this person")
    assert sum(int(line.rpartition(": ")[2]) for line in lines) == int(number) > 5
    assert "  Who you are: 3" in lines
    who = Person.objects.get(id=amina.person_id)
    assert (who.full_name, who.email, who.redacted_at) == ("", None, AT)


def test_redacting_says_what_is_kept_until_its_own_time_is_over(amina):
    world.registration(
        world.person(),
        LeadProvider.objects.get().id,
        sponsor_name="Amina Clarke",
        sponsor_email="amina@oakfield.example",
    )
    said = []
    personal_data.redact_now(str(amina.person_id), agree=said.append, say=said.append)
    kept = said[said.index("Kept until their own time is over: 2") + 1 :]
    assert kept == ["  Being named as a sponsor: 2"]


def test_without_a_yes_nothing_is_redacted(amina):
    def refuse(question):
        raise click.Abort

    with pytest.raises(click.Abort):
        personal_data.redact_now(str(amina.person_id), agree=refuse, say=print)
    assert Person.objects.get(id=amina.person_id).full_name == "Amina Clarke"


def test_redacting_again_by_id_finds_nothing_more(amina):
    said = []
    for _ in range(2):
        personal_data.redact_now(str(amina.person_id), agree=lambda question: True, say=said.append)
    assert said[-1] == "Personal details blanked: 0"


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("00000000-0000-0000-0000-000000000001", "Nobody has that id or address"),
        ("nobody@oakfield.example", "Nobody has that id or address"),
        ("nonsense", "Nobody has that id or address"),
        ("grace@oakfield.example", "Nobody signs in by that address, so there is no person to redact"),
    ],
)
def test_redacting_nobody(amina, person, words):
    with pytest.raises(Trouble, match=words):
        personal_data.redact_now(person, agree=lambda question: True, say=print)


@pytest.mark.parametrize(
    ("options", "typed", "code", "left"),
    [([], "", 1, "Amina Clarke"), ([], "n\n", 1, "Amina Clarke"), ([], "y\n", 0, ""), (["--yes"], "", 0, "")],
)
def test_the_command_redacts_on_a_yes(real_database, options, typed, code, left):
    person = world.person(email="amina@oakfield.example")
    done = CliRunner().invoke(
        npq,
        ["privacy", "redact", str(person.person_id), *options],
        input=typed,
        env={"DATABASE_URL": real_database.url},
    )
    assert done.exit_code == code
    assert Person.objects.get(id=person.person_id).full_name == left


def test_the_command_writes_a_file_for_its_owner_alone(real_database, tmp_path):
    person = world.person(email="amina@oakfield.example")
    file = tmp_path / "export.txt"
    done = CliRunner().invoke(
        npq,
        ["privacy", "export", str(person.person_id), "--words", "--to", str(file)],
        env={"DATABASE_URL": real_database.url},
        catch_exceptions=False,
    )
    assert done.exit_code == 0
    assert "Amina Clarke" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
