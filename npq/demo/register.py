"""An invented schools register, in the shape of the official extract: the same schools every time.

URNs begin at 900001: the real register has given none above the 400,000s, so no invented school can be taken for a
real one. Towns, schools and trusts are made from invented parts; websites end in .example.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

SEED = 20261101
FIRST_URN = 900001
FIRST_UKPRN = 19000001
TRUSTS = 25
SCHOOLS = 420

# Endings of towns and first words of schools: none is a place or a school in England.
_TOWN_STARTS = tuple(
    """
    Brindle Quill Harrow Larch Saltry Wend Ottery Fenn Marrow Tarn Ashlow Pell Corvin Dray Elder Thistle
    """.split()  # noqa: SIM905
)
_TOWN_ENDS = tuple(
    """
    combe ford hythe mere wick stow haven low dene marsh
    """.split()  # noqa: SIM905
)
_SCHOOL_NAMES = tuple(
    """
    Oakfield Birchwood Larkrise Foxglove Heron Kestrel Willow Meadow Ivybridge Sparrow Larch Quarry
    Millrace Beacon Hawthorn Saffron Harebell Juniper Clover Teasel Bramble Linnet Curlew Plover Rowan
    Alder Sorrel Campion
    """.split()  # noqa: SIM905
)
_TRUST_NAMES = tuple(
    """
    Northmoor Saltway Tidewater Highbarrow Greenlane Threeways Lanternfield Copperbeech Windrush Fairmile
    Stonebridge Longacre Merryweather Coldharbour Brightwater Ridgeway Amberley Fallowfield Kingsway
    Silverbirch Riverbend Oldcastle Eastgate Westbourne Middlemarch
    """.split()  # noqa: SIM905
)
_AUTHORITIES = (
    ("991", "Harrowmere", "North"),
    ("992", "Larchshire", "Midlands"),
    ("993", "Saltry", "East"),
    ("994", "Wendover Vale", "South"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of establishment, as often as it is drawn, and what its schools are called."""

    code: str
    name: str
    weight: int
    called: str
    phase: str = "Not applicable"
    in_trust: bool = False


KINDS = (
    Kind("1", "Community school", 60, "Primary School", "Primary"),
    Kind("2", "Voluntary aided school", 30, "Church Primary School", "Primary"),
    Kind("3", "Voluntary controlled school", 15, "Endowed Primary School", "Primary"),
    Kind("5", "Foundation school", 15, "School", "Secondary"),
    Kind("6", "City technology college", 1, "City Technology College", "Secondary"),
    Kind("7", "Community special school", 10, "Special School"),
    Kind("8", "Non-maintained special school", 3, "Special School"),
    Kind("10", "Other independent special school", 5, "House School"),
    Kind("11", "Other independent school", 15, "College", "Secondary"),
    Kind("12", "Foundation special school", 2, "Special School"),
    Kind("14", "Pupil referral unit", 5, "Centre"),
    Kind("15", "Local authority nursery school", 8, "Nursery School", "Nursery"),
    Kind("18", "Further education", 8, "Further Education College", "16 plus"),
    Kind("24", "Secure units", 1, "Unit"),
    Kind("26", "Service children's education", 2, "Forces School", "Primary"),
    Kind("28", "Academy sponsor led", 35, "Academy", "Secondary", in_trust=True),
    Kind("30", "Welsh establishment", 4, "Primary School", "Primary"),
    Kind("31", "Sixth form centres", 2, "Sixth Form Centre", "16 plus"),
    Kind("32", "Special post 16 institution", 3, "Specialist College", "16 plus"),
    Kind("33", "Academy special sponsor led", 3, "Special Academy", in_trust=True),
    Kind("34", "Academy converter", 110, "Academy", "Primary", in_trust=True),
    Kind("35", "Free schools", 12, "Free School", "Secondary", in_trust=True),
    Kind("36", "Free schools special", 4, "Special Free School", in_trust=True),
    Kind("38", "Free schools alternative provision", 3, "Free School", in_trust=True),
    Kind("39", "Free schools 16 to 19", 2, "Sixth Form", "16 plus", in_trust=True),
    Kind("40", "University technical college", 2, "Technical College", "Secondary", in_trust=True),
    Kind("41", "Studio schools", 2, "Studio School", "Secondary", in_trust=True),
    Kind("42", "Academy alternative provision converter", 2, "Academy", in_trust=True),
    Kind("43", "Academy alternative provision sponsor led", 2, "Academy", in_trust=True),
    Kind("44", "Academy special converter", 5, "Special Academy", in_trust=True),
    Kind("45", "Academy 16-19 converter", 2, "Sixth Form College", "16 plus", in_trust=True),
    Kind("46", "Academy 16 to 19 sponsor led", 1, "Sixth Form College", "16 plus", in_trust=True),
)

# One each, so that every kind the register knows occurs; nobody in the demonstration works there.
RARE = (
    Kind("25", "Offshore schools", 0, "Island School"),
    Kind("27", "Miscellaneous", 0, "Field Centre"),
    Kind("29", "Higher education institutions", 0, "University College"),
    Kind("37", "British schools overseas", 0, "British School"),
    Kind("49", "Online provider", 0, "Online School"),
    Kind("56", "Institution funded by other government department", 0, "Institute"),
    Kind("57", "Academy secure 16 to 19", 0, "Secure Academy", in_trust=True),
)

HEADINGS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)", "EstablishmentStatus (code)", "EstablishmentStatus (name)", "OpenDate", "CloseDate",
    "PhaseOfEducation (name)", "StatutoryLowAge", "StatutoryHighAge", "NumberOfPupils", "Trusts (code)",
    "Trusts (name)", "UKPRN", "LastChangedDate", "Street", "Town", "Postcode", "SchoolWebsite", "GOR (name)",
    "Country (name)",
)  # fmt: skip


def write_register(file: Path) -> None:
    """Writes the invented register as a CSV, in UTF-8."""
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, HEADINGS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(schools())


def schools() -> Iterator[dict[str, object]]:
    """One row a school. Every kind occurs at least once; the rest are drawn by weight."""
    draw = Random(SEED)  # noqa: S311  nothing here is secret
    kinds = [*KINDS, *draw.choices(KINDS, [kind.weight for kind in KINDS], k=SCHOOLS - len(KINDS)), *RARE]
    taken: set[str] = set()
    for number, kind in enumerate(kinds):
        yield _school(number, kind, draw, taken)


def _school(number: int, kind: Kind, draw: Random, taken: set[str]) -> dict[str, object]:
    town = draw.choice(_TOWN_STARTS) + draw.choice(_TOWN_ENDS)
    name = _new_name(kind, town, draw, taken)
    authority = (
        ("673", "Invented Welsh authority", "Wales") if kind.code == "30" else draw.choice(_AUTHORITIES)
    )
    trust = draw.randrange(TRUSTS) if kind.in_trust else None
    closed = draw.random() < 0.06  # noqa: PLR2004  a few have closed, as in any register
    site = f"www.{name.lower().replace(' ', '-')}.example"
    trust_site = f"www.{_TRUST_NAMES[trust].lower()}-trust.example/{number}" if trust is not None else site
    return {
        "URN": FIRST_URN + number,
        "LA (code)": authority[0],
        "LA (name)": authority[1],
        "EstablishmentNumber": 2000 + number,
        "EstablishmentName": name,
        "TypeOfEstablishment (code)": kind.code.zfill(2),
        "TypeOfEstablishment (name)": kind.name,
        "EstablishmentStatus (code)": 2 if closed else 1,
        "EstablishmentStatus (name)": "Closed" if closed else "Open",
        "OpenDate": "01-09-2012",
        "CloseDate": "31-08-2022" if closed else "",
        "PhaseOfEducation (name)": kind.phase,
        "StatutoryLowAge": 4 if kind.phase == "Primary" else 11,
        "StatutoryHighAge": 11 if kind.phase == "Primary" else 18,
        "NumberOfPupils": "" if closed else draw.randrange(40, 1400),
        "Trusts (code)": 9000 + trust if trust is not None else "",
        "Trusts (name)": f"{_TRUST_NAMES[trust]} Invented Trust" if trust is not None else "",
        "UKPRN": FIRST_UKPRN + number,
        "LastChangedDate": "01-09-2024",
        "Street": f"{draw.randrange(1, 180)} Invented Lane",
        "Town": town,
        "Postcode": f"ZZ{draw.randrange(1, 30)} {draw.randrange(1, 10)}{draw.choice('ABDEFGH')}{draw.choice('JLNPQR')}",
        "SchoolWebsite": trust_site,
        "GOR (name)": authority[2],
        "Country (name)": "",
    }


def _new_name(kind: Kind, town: str, draw: Random, taken: set[str]) -> str:
    while True:
        name = f"{draw.choice(_SCHOOL_NAMES)} {kind.called}"
        if name in taken:
            name = f"{town} {name}"
        if name not in taken:
            taken.add(name)
            return name
