import pytest

from tests.domain.organisations.register import HIGHFIELD, OAKFIELD, WELLSPRING, Register

CLOSED = {"EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Closed", "URN": "900009"}


@pytest.fixture(autouse=True)
def schools(db, tmp_path):
    Register(tmp_path).take(OAKFIELD, HIGHFIELD, WELLSPRING, OAKFIELD | CLOSED)


def suggested(client, text):
    return client.get("/schools/suggest", {"q": text})


def test_suggests_schools_with_what_tells_them_apart(client, clock):
    assert suggested(client, "highfeild").json() == [
        {
            "urn": 900002,
            "name": "Highfield Academy",
            "town": "Tern Bay",
            "postcode": "ZZ2 2BB",
            "closed": False,
        }
    ]


def test_says_which_are_closed(client, clock):
    assert [(s["urn"], s["closed"]) for s in suggested(client, "oakfield").json()] == [
        (900001, False),
        (900009, True),
    ]


@pytest.mark.parametrize("text", ["", "o", " o ", "zzyzx", "x" * 10_000, "\x00\x00", "%27"])
def test_answers_with_an_empty_list_where_nothing_fits(client, clock, text):
    answer = suggested(client, text)

    assert (answer.status_code, answer["Content-Type"], answer.json()) == (200, "application/json", [])


def test_answers_without_a_question(client, clock):
    assert client.get("/schools/suggest").json() == []


def test_may_be_kept_a_short_while(client, clock):
    assert suggested(client, "oakfield")["Cache-Control"] == "public, max-age=300"


def test_is_only_read(client, clock):
    assert client.post("/schools/suggest", {"q": "oakfield"}).status_code == 405
