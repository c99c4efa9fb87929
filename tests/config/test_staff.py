"""What `npq staff` does and says."""

from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner

from npq.config import staff
from npq.config.command_line import npq
from npq.config.lead_providers import lead_provider_named
from npq.config.troubles import Trouble
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.kinds import Issuer
from npq.domain.people.lookups import account_for_address
from npq.domain.people.models import Person
from npq.domain.people.operations import sign_in_person
from npq.domain.people.queries import roles_of
from npq.gateways.sign_in.models import Account
from npq.kernel.journal import entries_about
from npq.kernel.viewer import Role, RoleKind, Viewer
from tests import world
from tests.world import AT, BY

PRIYA = "priya@northlight.example"
NORTHLIGHT = "Northlight Institute"


def signed_in_once(email: str) -> Viewer:
    """Somebody who came in by a code once, and said nothing else."""
    account = account_for_address(email, at=AT)
    signed_in = sign_in_person(
        by=Viewer.visitor(),
        at=AT,
        issuer=Issuer.EMAIL_CODE,
        subject=str(account.id),
        email=email,
        email_verified=True,
    )
    return Viewer.person(signed_in.person_id)


@pytest.fixture
def northlight(db, clock):
    return world.lead_provider(NORTHLIGHT)


@pytest.fixture
def priya(northlight):
    return signed_in_once(PRIYA)


class TestGiving:
    def test_from_now_on_they_act_for_a_provider(self, priya, northlight):
        said = staff.give(" Priya@Northlight.example ", "northlight  INSTITUTE")
        assert said == (
            f"{PRIYA} acts for Northlight Institute from now on. Their next page asks for an authenticator app."
        )
        assert roles_of(BY, priya.person_id) == [Role(RoleKind.LEAD_PROVIDER, northlight)]
        entry = entries_about("person", priya.person_id)[-1]
        assert (entry.kind, entry.by_kind, entry.by_reference) == ("role_given", "system", "npq staff give")

    def test_and_for_the_department(self, priya):
        assert "acts for the department from now on" in staff.give(PRIYA, None)
        assert roles_of(BY, priya.person_id) == [Role(RoleKind.DEPARTMENT)]

    def test_no_app_is_promised_where_none_is_asked_for(self, priya, settings):
        settings.STAFF_NEED_TOTP = False
        assert staff.give(PRIYA, None) == f"{PRIYA} acts for the department from now on."

    def test_a_repeat_says_so(self, priya):
        staff.give(PRIYA, NORTHLIGHT)
        assert staff.give(PRIYA, NORTHLIGHT) == f"{PRIYA} acts for Northlight Institute already."
        assert len(roles_of(BY, priya.person_id)) == 1

    def test_whoever_never_signed_in_is_told_to(self, northlight, settings):
        settings.BASE_URL = "https://npq.example"
        account_for_address("new@northlight.example", at=AT)  # a code asked for, and never entered
        with pytest.raises(Trouble) as told:
            staff.give("new@northlight.example", NORTHLIGHT)
        assert told.value.message == (
            "Nobody signs in by new@northlight.example. They sign in once at https://npq.example/sign-in; "
            "then give this command again."
        )

    @pytest.mark.parametrize("email", ["office@northlight.example", "Head@oakfield.example"])
    def test_a_shared_mailbox_is_refused(self, northlight, email):
        with pytest.raises(Trouble, match="a mailbox that several people read"):
            staff.give(email, None)

    @pytest.mark.parametrize("email", ["priya", "", "a@b", "x" * 10_000])
    def test_what_is_no_address(self, northlight, email):
        with pytest.raises(Trouble, match="is not an email address"):
            staff.give(email, None)


class TestNamingProviders:
    def told(self, name):
        with pytest.raises(Trouble) as told:
            lead_provider_named(name)
        return told.value.message

    def test_none_is_guessed(self, northlight):
        world.lead_provider("Northlight North")
        world.lead_provider("Fell College")
        assert self.told("northlight") == (
            "There is no lead provider “northlight”. Like it: Northlight Institute; Northlight North. "
            "Give the whole name."
        )
        assert self.told("Fell").endswith("Like it: Fell College. Give the whole name.")

    @pytest.mark.parametrize("name", ["Southlight", "", "  "])
    def test_those_there_are_stand_beside_one_there_is_not(self, northlight, name):
        assert self.told(name) == f"There is no lead provider “{name}”. There are: Northlight Institute."

    def test_two_that_differ_in_capitals_are_told_apart(self, northlight):
        other = LeadProvider.objects.create(id=uuid4(), name="NORTHLIGHT Institute").id
        assert lead_provider_named("NORTHLIGHT Institute") == ("NORTHLIGHT Institute", other)
        assert lead_provider_named(NORTHLIGHT) == (NORTHLIGHT, northlight)
        assert self.told("northlight institute").startswith("Several lead providers are called that: ")

    def test_before_any_is_published(self, db):
        assert self.told("Any").endswith("There are none yet: `npq publish` brings them in.")


class TestEnding:
    def test_one_role_ends_and_the_others_are_counted(self, priya, northlight):
        staff.give(PRIYA, NORTHLIGHT)
        staff.give(PRIYA, None)
        said = staff.end(PRIYA, NORTHLIGHT)
        assert said == f"{PRIYA} acts for Northlight Institute no longer. Other roles they hold: 1."
        assert roles_of(BY, priya.person_id) == [Role(RoleKind.DEPARTMENT)]
        assert staff.end(PRIYA, None) == f"{PRIYA} acts for the department no longer."
        assert entries_about("person", priya.person_id)[-1].kind == "role_ended"

    def test_whoever_lost_their_address_goes_by_id(self, priya):
        staff.give(PRIYA, None)
        Person.objects.filter(id=priya.person_id).update(email=None)
        [line] = staff.people(None)
        assert staff.end(line.split()[-1], None).endswith("acts for the department no longer.")

    def test_a_role_not_held(self, priya):
        with pytest.raises(
            Trouble, match="does not act for Northlight Institute, so there is nothing to end"
        ):
            staff.end(PRIYA, NORTHLIGHT)

    @pytest.mark.parametrize("who", ["nobody@northlight.example", "00000000-0000-0000-0000-000000000001"])
    def test_nobody(self, priya, who):
        with pytest.raises(Trouble, match=f"Nobody signs in by {who}"):
            staff.end(who, None)


class TestListing:
    def test_organisations_with_numbers(self, priya):
        world.lead_provider("Fell College")
        staff.give(PRIYA, NORTHLIGHT)
        assert staff.organisations() == ["The department: 0", "Fell College: 0", "Northlight Institute: 1"]

    def test_however_many_there_are_it_asks_the_same(self, priya, northlight, django_assert_num_queries):
        for name in ("Fell College", "Tarn Trust", "Ghyll Hub"):
            with django_assert_num_queries(2):
                staff.organisations()
            world.staff(world.lead_provider(name))

    def test_the_people_of_one(self, priya, northlight):
        sunil = world.staff(northlight)
        staff.give(PRIYA, NORTHLIGHT)
        email = Person.objects.get(id=sunil.person_id).email
        assert staff.people(NORTHLIGHT) == [f"(no name given)  {PRIYA}", f"Sunil Rao  {email}"]
        assert staff.people(None) == ["Nobody acts for the department."]


class TestResetting:
    @pytest.fixture
    def lost(self, priya):
        """Priya's account, with an app and recovery codes nobody has any more."""
        account = Account.objects.get(email=PRIYA)
        for kind in ("totp", "recovery_codes"):
            Authenticator.objects.create(user=account, type=kind, data={})
        return account

    def test_the_app_its_codes_and_every_session_go(self, lost, priya):
        another = Account.objects.get(id=account_for_address("zed@elsewhere.example", at=AT).id)
        Authenticator.objects.create(user=another, type="totp", data={})
        said = staff.reset(PRIYA)
        assert said.startswith(f"The authenticator app and recovery codes of {PRIYA} are removed")
        assert [kept.user_id for kept in Authenticator.objects.all()] == [another.id]
        assert Account.objects.get(id=lost.id).session_stamp != lost.session_stamp
        assert Account.objects.get(id=another.id).session_stamp == another.session_stamp

    def test_the_journal_says_so_and_names_nobody(self, lost, priya):
        staff.reset(PRIYA)
        entry = entries_about("person", priya.person_id)[-1]
        assert (entry.kind, entry.by_reference) == ("authenticator_reset", "npq staff reset-authenticator")
        assert entry.facts == {}

    def test_whoever_has_none_is_left_alone(self, priya):
        before = Account.objects.get(email=PRIYA).session_stamp
        with pytest.raises(Trouble, match="has no authenticator app"):
            staff.reset(PRIYA)
        assert Account.objects.get(email=PRIYA).session_stamp == before
        assert "authenticator_reset" not in {e.kind for e in entries_about("person", priya.person_id)}


def test_the_commands_end_to_end(real_database, clock):
    world.lead_provider(NORTHLIGHT)
    signed_in_once(PRIYA)

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(npq, ["staff", *words], env={"DATABASE_URL": real_database.url})
        return done.exit_code, done.output

    assert run("give", PRIYA, "--provider", NORTHLIGHT)[0] == 0
    assert run("list") == (0, "The department: 0\nNorthlight Institute: 1\n")
    assert run("list", "--provider", NORTHLIGHT) == (0, f"(no name given)  {PRIYA}\n")
    assert run("end", PRIYA, "--provider", NORTHLIGHT)[0] == 0
    code, said = run("reset-authenticator", "nobody@northlight.example")
    assert (code, said.partition(".")[0]) == (1, "Error: Nobody signs in by nobody@northlight")


@pytest.mark.parametrize(
    "words",
    [
        ["give", PRIYA],
        ["end", PRIYA, "--department", "--provider", "X"],
        ["list", "--department", "--provider", "X"],
    ],
)
def test_one_organisation_is_named(words):
    done = CliRunner().invoke(npq, ["staff", *words])
    assert done.exit_code == 2
    assert "--provider NAME or --department" in done.output
