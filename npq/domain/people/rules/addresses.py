"""E-mail addresses: one spelling, whose they may be, and which are read by more than one person."""

import re

from npq.domain.people.kinds import RefusalCode
from npq.kernel.refusals import Refusal

LONGEST_EMAIL = 254
_LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")

# Nobody is called this: wherever the word stands before the @, a post or an office reads the mail.
_OFFICE_WORDS = frozenset(
    """
    accounts admin administration administrator admissions attendance bursar careers ceo contact cover cpd
    deputyhead deputyheadteacher dsl enquiries enquiry exams executivehead executiveheadteacher executiveprincipal
    finance frontdesk generaloffice governance governors headmaster headmistress headofschool headoffice
    headsoffice headspa headspo headteacher headteachers helpdesk hello hr humanresources info information
    leadership mail mailbox mainoffice noreply nursery office officemanager operations payroll postmaster
    preschool principals reception receptionist recruitment registrar safeguarding sbm schoolbusinessmanager
    schooloffice secretary senco sendco seniorleadership seniorleadershipteam slt staff staffroom support team
    training trustees trustoffice vicehead viceprincipal webmaster
    """.split()  # noqa: SIM905
)

# People are called this too: it stands for a post alone, first, or among other such words. "head@", "head.oakfield@",
# "head2@", "chair.governors@", but not "amira.head@" or "j.bishop@".
_POST_WORDS = frozenset(
    """
    academy assistant business chair chief clerk college deputy director executive federation finance general
    governor head main manager officer pa po post primary principal school schools secondary senior sixthform
    teacher trust vice
    """.split()  # noqa: SIM905
)
_POSTS_ALONE = frozenset(
    """
    chair clerk deputy director executive head manager pa post principal school trust
    """.split()  # noqa: SIM905
)
_SMALL_WORDS = frozenset({"of", "the", "and", "to", "for"})

_FREE = frozenset(
    """
    aol.co.uk aol.com blueyonder.co.uk btconnect.com btinternet.com btopenworld.com duck.com email.com fastmail.com
    fastmail.fm freeserve.co.uk gmail.com gmx.co.uk gmx.com gmx.de googlemail.com hey.com hotmail.co.uk hotmail.com
    hotmail.fr hushmail.com icloud.com inbox.com lineone.net live.co.uk live.com mac.com mail.com mail.ru me.com
    msn.com ntlworld.com o2.co.uk orange.net outlook.co.uk outlook.com outlook.fr plus.com plusnet.com pm.me
    proton.me protonmail.com rocketmail.com sky.com supanet.com talk21.com talktalk.net tesco.net tiscali.co.uk
    tuta.com tutanota.com uwclub.net virgin.net virginmedia.com web.de wanadoo.co.uk yahoo.co.in yahoo.co.uk
    yahoo.com yahoo.fr yahoo.ie yandex.com yandex.ru ymail.com zoho.com zoho.eu
    """.split()  # noqa: SIM905
)


def clean_email(text: str) -> str:
    """An address in its one spelling: lower case, no blanks around it. Raises Refusal(EMAIL_NOT_AN_ADDRESS)."""
    if len(text) > LONGEST_EMAIL * 2:
        raise Refusal(RefusalCode.EMAIL_NOT_AN_ADDRESS)
    email = text.strip().lower()
    local, _, domain = email.rpartition("@")
    fits = len(email) <= LONGEST_EMAIL and len(local) <= _LONGEST_LOCAL
    if not fits or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise Refusal(RefusalCode.EMAIL_NOT_AN_ADDRESS)
    return email


def domain_of(email: str) -> str:
    """What stands after the last @, in lower case; "" where there is none."""
    before, at, domain = email.strip().lower().rpartition("@")
    return domain if at and before else ""


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address in this domain, so that it says nothing of where they work."""
    return domain.strip().lower().rstrip(".") in _FREE


def is_shared_mailbox(email: str) -> bool:
    """Whether the part before the @ names a post or an office (head@, office@, enquiries@), not a person."""
    local = email.strip().lower().rpartition("@")[0].partition("+")[0]
    words = [word for word in re.split(r"[._\-0-9]+", local) if word]
    if not words:
        return False
    if "".join(words) in _OFFICE_WORDS or any(word in _OFFICE_WORDS for word in words):
        return True
    posts = [word for word in words if word not in _SMALL_WORDS]
    if len(posts) == 1:
        return posts[0] in _POSTS_ALONE
    return all(word in _POST_WORDS for word in posts) or words[0] == "head"
