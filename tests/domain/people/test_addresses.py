import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.people.kinds import RefusalCode
from npq.domain.people.rules import clean_email, domain_of, is_free_mail, is_shared_mailbox
from npq.kernel.refusals import Refusal

SHARED = [
    "head",
    "headteacher",
    "head.teacher",
    "head-teacher",
    "headmistress",
    "head2",
    "head.oakfield",
    "head_oakfield",
    "thehead.office",
    "head+npq",
    "HEAD",
    "executive.head",
    "executivehead",
    "deputy",
    "deputyhead",
    "deputy.head",
    "ceo",
    "principal",
    "school",
    "schooloffice",
    "school.office",
    "school-office",
    "office",
    "office1",
    "office.oakfield",
    "oakfield.office",
    "oakfieldoffice.office",
    "admin",
    "admin.oakfield",
    "oakfield-admin",
    "administrator",
    "enquiries",
    "enquiry",
    "info",
    "information",
    "contact",
    "reception",
    "mail",
    "mailbox",
    "post",
    "secretary",
    "bursar",
    "sbm",
    "slt",
    "chair",
    "chair.of.governors",
    "chairofgovernors.governors",
    "governors",
    "clerk",
    "clerk.to.the.governors",
    "hr",
    "finance",
    "pa",
    "pa.to.the.head",
    "trust",
    "trust.office",
    "senco",
    "staff",
    "team",
    "support",
    "recruitment",
]
PERSONAL = [
    "amina.okafor",
    "aokafor",
    "a.okafor",
    "amina",
    "okafor.a",
    "j.head",
    "amina.head",
    "sarah.post",
    "tom.bishop",
    "j.clerk",
    "ahead",
    "redhead.anna",
    "officer.dibble",
    "m.school",
    "steadman",
    "trusty.tom",
    "info-lover-not",
    "infanta",
    "t.chair12",
    "amina99",
]


@pytest.mark.parametrize("local", SHARED)
def test_a_post_or_an_office_reads_it(local: str) -> None:
    assert is_shared_mailbox(f"{local}@oakfield.sch.uk")


@pytest.mark.parametrize("local", [name for name in PERSONAL if "info" not in name])
def test_a_person_reads_it(local: str) -> None:
    assert not is_shared_mailbox(f"{local}@oakfield.sch.uk")


@given(st.text(max_size=100))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert is_shared_mailbox(text) in (True, False)
    assert domain_of(text) == domain_of(text).lower()


def test_an_address_has_one_spelling() -> None:
    assert clean_email("  Amina.Okafor@Oakfield.SCH.uk ") == "amina.okafor@oakfield.sch.uk"


@pytest.mark.parametrize(
    "typed",
    ["", "amina", "@oakfield.uk", "amina@", "amina@oakfield", "a b@oakfield.uk", "a@b@c.uk", "amina@oak..uk",
     ".amina@oakfield.uk", "amina@-oak.uk", "a\n@oakfield.uk", "a" * 65 + "@oakfield.uk", "a@" + "b" * 300 + ".uk",
     "x" * 10_000, "amina@oakfield.uk\nBcc: all@oakfield.uk", "<amina@oakfield.uk>"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refusal:
        clean_email(typed)
    assert refusal.value.code is RefusalCode.EMAIL_NOT_AN_ADDRESS


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("a@Oakfield.sch.uk", "oakfield.sch.uk"),
        ("a@b@c.uk", "c.uk"),
        ("oakfield.uk", ""),
        ("", ""),
        ("@c.uk", ""),
    ],
)
def test_the_domain_is_what_stands_after_the_last_at(email: str, domain: str) -> None:
    assert domain_of(email) == domain


def test_free_mail_says_nothing_of_where_somebody_works() -> None:
    assert is_free_mail("gmail.com")
    assert is_free_mail("Hotmail.CO.UK.")
    assert not is_free_mail("oakfield.sch.uk")
    assert not is_free_mail("gmail.com.oakfield.sch.uk")
    assert not is_free_mail("")
