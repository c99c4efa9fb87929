"""What a response may give away, from what its writer told us and what the schools register says."""

import pytest

from npq.domain.assessment.models import Sitting
from npq.domain.assessment.queries.identifying import identifying_of
from npq.kernel.refusals import NotFound
from tests import world
from tests.domain.assessment.writing.conftest import sit


@pytest.fixture
def registered(amina, northlight):
    """Amina works at a school of a trust, in a federation and a town, as the register says."""
    school = world.school(
        name="Wrenfield Primary School",
        trust_name="Skerrow Vale Learning Trust",
        federation_name="Haverel Federation",
        town="Ostrinby",
    )
    return world.registration(amina, northlight, workplace=school)


def told(amina, sitting) -> list[tuple[str, str, str]]:
    return [(one.question, one.words, one.instead) for one in identifying_of(amina, sitting)]


def test_names_of_the_register_are_found_each_in_its_place(amina, sitting, save):
    text = "We at Wrenfield, in Ostrinby, left the Haverel Federation for Skerrow Vale."
    save(situation="Nothing here.", plan=text)
    assert told(amina, sitting) == [
        ("plan", "Wrenfield", "your school"),
        ("plan", "Ostrinby", "your town"),
        ("plan", "Haverel Federation", "your federation"),
        ("plan", "Skerrow Vale", "your trust"),
    ]
    first = identifying_of(amina, sitting)[0]
    assert text[first.start : first.end] == first.words
    assert (first.before, first.after) == (
        "We at ",
        ", in Ostrinby, left the Haverel Federation for Skerrow Vale.",
    )


def test_long_surroundings_are_cut_between_words(amina, sitting, save):
    save(plan=f"{'one two ' * 40}\n\nAmina Clarke {'three four ' * 40}")
    (one,) = identifying_of(amina, sitting)
    assert one.before.startswith("… ")
    assert one.before.endswith("two one two ")
    assert one.after.endswith(" …")
    assert set(one.after.split()) == {"three", "four", "…"}


def test_what_the_case_says_itself_gives_nobody_away(amina, sitting, save):
    save(plan="Stennet Bay Schools is the trust, and Stennet the bay.")
    assert told(amina, sitting) == []


def test_nothing_written_is_nothing_found_and_a_strangers_is_not_found(
    amina, bola, northlight, window, sitting, zed
):
    assert told(amina, sitting) == []
    for other in (bola, zed):
        with pytest.raises(NotFound):
            identifying_of(other, sitting)
    hers = sit(world.registration(bola, northlight), window)
    assert Sitting.objects.count() == 2
    with pytest.raises(NotFound):
        identifying_of(amina, hers)
