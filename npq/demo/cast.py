"""Who is in the demonstration: plainly invented people, providers and partners. None of them exists."""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from npq.kernel.viewer import RoleKind


def id_of(name: str) -> UUID:
    """The same id for the same invented name, in every demonstration."""
    return uuid5(NAMESPACE_URL, f"demonstration {name}")


@dataclass(frozen=True)
class Provider:
    """An invented lead provider, its delivery partners and its terms."""

    name: str
    partners: tuple[tuple[str, str], ...]
    needs_approval: bool = False
    decides_within_days: int = 10

    @property
    def id(self) -> UUID:
        return id_of(self.name)


NORTHLIGHT = Provider(
    "Northlight Institute", (("Harebell Teaching Hub", "North"), ("Quillford Teaching Hub", "Midlands"))
)
MERIDIAN = Provider(
    "Meridian Leadership College",
    (("Saltmarsh Partnership", "East"),),
    needs_approval=True,
    decides_within_days=15,
)
WILLOWBANK = Provider("Willowbank Learning", (("Foxglove Alliance", "South"),))

PROVIDERS = (NORTHLIGHT, MERIDIAN, WILLOWBANK)


@dataclass(frozen=True)
class Persona:
    """Somebody to sign in as. `about` says what there is to see; `plays` is filled in by the world."""

    name: str
    about: str
    email: str
    born: date = date(1979, 3, 27)
    trn: str = ""
    role: RoleKind | None = None
    provider: Provider | None = None

    @property
    def key(self) -> str:
        """The name as an address has it: nadia-newcombe."""
        return self.name.lower().replace(" ", "-").replace("’", "")

    @property
    def account(self) -> UUID:
        return id_of(self.email)


def _participant(name: str, about: str, trn: str = "") -> Persona:
    return Persona(name, about, f"{name.lower().replace(' ', '.')}@school.example", trn=trn)


NADIA = _participant("Nadia Newcombe", "has not begun")
HAL = _participant("Hal Halfway", "left a registration half way")
WENDY = _participant("Wendy Waites", "has registered; her sponsor has been asked", "1234501")
DEREK = _participant("Derek Downes", "has registered; his sponsor said no, so the move is his", "1234502")
APRIL = _participant("April Approved", "has her sponsor’s approval; Northlight decides", "1234503")
GETHIN = _participant("Gethin Gates", "chose Meridian, which waits for his sponsor", "1234504")
PLACIDA = _participant("Placida Place", "has a place with Northlight", "1234505")
RORY = _participant("Rory Refused", "was turned down by Northlight", "1234506")
WILL = _participant("Will Withdrew", "withdrew")
MOVA = _participant("Mova Mooring", "moved from Willowbank to Northlight", "1234507")
IONA = _participant("Iona Independent", "works at an independent school, so she pays herself")
UMA = _participant("Uma Unlisted", "works at a school the register lacks, so her funding is looked at")
LATE = _participant("Lester Late", "had a sponsor who did not answer in time", "1234508")
STUDENTS = tuple(
    _participant(f"{first} Underway", about, f"12346{number:02}")
    for number, (first, about) in enumerate(
        (
            ("Ana", "has studied two topics, a unit a fortnight"),
            ("Bram", "is in the middle of his third unit"),
            ("Cleo", "began well, has been silent for weeks, and has a message from Northlight"),
            ("Dov", "had his first evening yesterday"),
            ("Esme", "has a place in the cohort under way, and has not begun to study"),
            ("Fay", "is taking a break, and is expected back in six weeks"),
            ("Gus", "took a break; the day to come back was ten days ago"),
            (
                "Ida",
                "has a plan and priorities, an entry shared with her coach, and a message from Northlight",
            ),
        )
    )
)

QUIET = tuple(
    _participant(f"{first} Quiet", "stopped after the same page as four others", f"12347{number:02}")
    for number, first in enumerate(("Jo", "Kit", "Lee", "Max", "Nell"))
)
"""As many as it takes to show where a cohort gets stuck. Nobody signs in as one of them."""

COACH = ("Coral Coach", "coral.coach@coach.example")
"""Reads what Ida shares. A coach needs no account."""

PRIYA = Persona(
    "Priya Northlight", "decides at Northlight Institute; wrote to whoever is in unit two", "priya@northlight.example",
    role=RoleKind.LEAD_PROVIDER, provider=NORTHLIGHT,
)  # fmt: skip
NORA = Persona(
    "Nora Northlight", "works beside Priya: confirms what takes two of Northlight", "nora@northlight.example",
    role=RoleKind.LEAD_PROVIDER, provider=NORTHLIGHT,
)  # fmt: skip
MERRICK = Persona(
    "Merrick Meridian", "decides at Meridian Leadership College, where sponsors come first", "merrick@meridian.example",
    role=RoleKind.LEAD_PROVIDER, provider=MERIDIAN,
)  # fmt: skip
ZED = Persona(
    "Zed Willowbank", "works for Willowbank Learning, and must see nothing of the others", "zed@willowbank.example",
    role=RoleKind.LEAD_PROVIDER, provider=WILLOWBANK,
)  # fmt: skip

DORA = Persona(
    "Dora Department", "works for the department: looks at courses as participants do, and sets cases",
    "dora@department.example", role=RoleKind.DEPARTMENT,
)  # fmt: skip

PARTICIPANTS = (
    NADIA, HAL, WENDY, DEREK, APRIL, GETHIN, PLACIDA, RORY, WILL, MOVA, IONA, UMA, LATE, *STUDENTS,
)  # fmt: skip
STAFF = (PRIYA, NORA, MERRICK, ZED)
OFFICIALS = (DORA,)
EVERYONE = (*PARTICIPANTS, *STAFF, *OFFICIALS)
