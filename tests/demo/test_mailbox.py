import pytest

from npq.gateways import email
from npq.gateways.email.models import KeptLetter

pytestmark = pytest.mark.django_db

LINK = "http://127.0.0.1:8000/courses/npq-executive-leadership/tell-me/confirm/abc:def"


def write(number: int, to: str = "ann@school.example") -> None:
    words = {"qualification": f"course {number}", "confirm_by": "1 December 2026", "confirm_link": LINK}
    email.post(reference=f"letter:{number}", to=to, template="interest-confirm", personalisation=words)


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_mailbox_says_so(demonstration, client):
    assert "There are no letters yet." in read(client, "/demonstration/letters")


def test_letters_stand_newest_first(demonstration, client, clock):
    write(1)
    clock.move(minutes=5)
    write(2, to="ben@school.example")
    page = read(client, "/demonstration/letters")
    assert page.index("ben@school.example") < page.index("ann@school.example")
    assert "2 November 2026 at 9:35am" in page


def test_letters_to_one_address(demonstration, client):
    write(1)
    write(2, to="ben@school.example")
    page = read(client, "/demonstration/letters?to=Ben@school.example")
    assert "ann@school.example" not in page
    assert page.count("Confirm that we may tell you") == 1


def test_a_long_mailbox_has_pages(demonstration, client):
    for number in range(60):
        write(number)
    page = read(client, "/demonstration/letters?page=3&to=ann@school.example")
    assert "Showing 51 to 60 of 60" in page
    assert "?page=2&amp;to=ann%40school.example" in page or "to=ann%40school.example&amp;page=2" in page


def test_one_letter_has_its_words_and_its_link_to_follow(demonstration, client):
    write(7)
    page = read(client, f"/demonstration/letters/{KeptLetter.objects.get().id}")
    assert "Confirm that we may tell you when registration opens</h1>" in page
    assert "for the course 7." in page
    assert f'href="{LINK}"' in page


def test_what_somebody_typed_is_no_markup(demonstration, client):
    KeptLetter.objects.create(
        reference="x",
        to="ann@school.example",
        template="x",
        subject="<b>x</b>",
        body='http://x/"><script>\n',
        at="2026-11-02T09:30Z",
    )
    page = read(client, f"/demonstration/letters/{KeptLetter.objects.get().id}")
    assert "<b>x</b>" not in page
    assert "><script>" not in page


def test_a_letter_that_is_not_there(demonstration, client):
    assert client.get("/demonstration/letters/1").status_code == 404


def test_nobody_reads_letters_outside_the_demonstration(demonstration, client, settings):
    write(1)
    settings.DEMONSTRATION = False
    assert client.get("/demonstration/letters").status_code == 404
    assert client.get(f"/demonstration/letters/{KeptLetter.objects.get().id}").status_code == 404


def test_the_addresses_are_not_even_registered_outside(client):
    assert client.get("/demonstration/letters").status_code == 404


def test_reading_changes_nothing(demonstration, client):
    assert client.post("/demonstration/letters").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_two_queries(demonstration, client, django_assert_num_queries, count):
    for number in range(count):
        write(number)
    with django_assert_num_queries(2):
        read(client, "/demonstration/letters")
