"""Words that give a writer away: every way people write a name is found, and no word that is only a word."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.assessment.rules.identifying import Kind, Name, identifying_words
from npq.domain.assessment.rules.identifying.patterns import Way

ME = Name(Kind.OWN, "Amina Clarke")
HEAD = Name(Kind.COLLEAGUE, "Mrs Zoë Marchbanks-O’Dowd", "head of school")
SCHOOL = Name(Kind.SCHOOL, "Thornwick Church of England Primary School")
SAINT = Name(Kind.SCHOOL, "St Mary’s Catholic High School")
TRUST = Name(Kind.TRUST, "Ludenham Learning Trust")
TOWN = Name(Kind.TOWN, "Averhythe")
NAMES = [ME, HEAD, SCHOOL, SAINT, TRUST, TOWN]


def found(text: str, *names: Name, case: str = "") -> list[str]:
    return [one.words for one in identifying_words(text, names or NAMES, case)]


class TestFinds:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("I, Amina Clarke, lead it.", "Amina Clarke"),
            ("as amina clarke said", "amina clarke"),
            ("AMINA CLARKE, candidate", "AMINA CLARKE"),
            ("It was A. Clarke who said so.", "A. Clarke"),
            ("It was A Clarke who said so.", "A Clarke"),
            ("It was Clarke’s idea.", "Clarke’s"),
            ("It was Amina's idea.", "Amina's"),
            ("I asked Ms Clarke.", "Ms Clarke"),
            ("I asked Mrs. Marchbanks-O’Dowd.", "Mrs. Marchbanks-O’Dowd"),
            ("I asked Marchbanks O'Dowd.", "Marchbanks O'Dowd"),
            ("I asked Zoe Marchbanks ODowd.", "Zoe Marchbanks ODowd"),
            ("I asked Zoe\u0308 Marchbanks-O’Dowd.", "Zoe\u0308 Marchbanks-O’Dowd"),
            (
                "At Thornwick Church of England Primary School we",
                "Thornwick Church of England Primary School",
            ),
            ("At thornwick we", "thornwick"),
            ("Thornwick Primary is small.", "Thornwick Primary"),
            ("Thorn\u00adwick is small.", "Thorn\u00adwick"),
            ("Thorn\u200bwick is small.", "Thorn\u200bwick"),
            ("at St Mary’s we", "St Mary’s"),
            ("at St. Mary's we", "St. Mary's"),
            ("at St Marys we", "St Marys"),
            ("at Saint Mary’s we", "Saint Mary’s"),
            ("at St\nMary’s we", "St\nMary’s"),
            ("the Ludenham Learning Trust’s board", "Ludenham Learning Trust’s"),
            ("the Ludenham trust", "Ludenham trust"),
            ("the LLT board", "LLT"),
            ("LLT’s board", "LLT’s"),
            ("the L.L.T. board", "L.L.T"),
            ("schools in Averhythe", "Averhythe"),
            ("write to head@thornwick.sch.uk now", "head@thornwick.sch.uk"),
            ("see https://www.ludenhamtrust.example/about.", "https://www.ludenhamtrust.example/about"),
            ("the LudenhamLearningTrust way", "LudenhamLearningTrust"),
        ],
    )
    def test_a_name_as_people_write_it(self, text, words):
        assert found(text) == [words]

    @pytest.mark.parametrize(
        "written", ["Ludenam", "Ludenhem", "Thornwik", "Thronwick", "Marchbank", "Averhyth"]
    )
    def test_a_rare_name_misspelt(self, written):
        (one,) = identifying_words(f"This is how {written} does it.", NAMES)
        assert (one.words, one.way) == (written, Way.NEAR)

    def test_every_place_in_order_with_what_could_stand_there(self):
        text = "😀 At Thornwick, Zoë Marchbanks-O’Dowd and I asked Ludenham, of Averhythe. Amina"
        shown = [(text[one.start : one.end], one.instead) for one in identifying_words(text, NAMES)]
        assert shown == [
            ("Thornwick", "your school"),
            ("Zoë Marchbanks-O’Dowd", "a head of school"),
            ("Ludenham", "your trust"),
            ("Averhythe", "your town"),
            ("Amina", "you"),
        ]

    def test_a_role_has_its_article(self):
        names = [
            Name(Kind.COLLEAGUE, "Ines Quarmby", "executive head"),
            Name(Kind.COLLEAGUE, "Odile Haverstock"),
        ]
        told = [one.instead for one in identifying_words("Ines Quarmby met Odile Haverstock.", names)]
        assert told == ["an executive head", "a colleague"]

    def test_an_and_for_an_ampersand(self):
        trust = Name(Kind.TRUST, "Thornwick & Ludenham Trust")
        for text in ("the Thornwick and Ludenham Trust", "the Thornwick & Ludenham Trust"):
            assert found(text, trust) == [text.removeprefix("the ")]


PARK = Name(Kind.SCHOOL, "The Park")
ORDINARY = [
    PARK,
    Name(Kind.SCHOOL, "Green Lane Primary School"),
    Name(Kind.SCHOOL, "Oak Academy"),
    Name(Kind.TRUST, "Learning Together Trust"),
    Name(Kind.TRUST, "Inspire Education Group"),
    Name(Kind.TRUST, "South East Northern Diocese"),
    Name(Kind.TOWN, "Reading"),
    Name(Kind.TOWN, "Bath"),
    Name(Kind.TOWN, "Deal"),
    Name(Kind.OWN, "Grace Head"),
    Name(Kind.COLLEAGUE, "Mark Young", "head of school"),
    Name(Kind.COLLEAGUE, "Will May"),
    Name(Kind.COLLEAGUE, "Jo Li"),
]


class TestLetsBe:
    @pytest.mark.parametrize(
        "text",
        [
            "Pupils play in the park, and parks are free.",
            "Park the question. Parks cost money.",
            "A trip to Hyde Park",
            "PARK AND RIDE",
            "A green lane runs behind an oak.",
            "Green is good. Oak is better.",
            "We are learning together, and trust grows.",
            "Together we inspire. Inspire others, and education follows.",
            "The SEND budget, and what SEND costs.",
            "Results in reading rose. Results in Reading and Mathematics rose. Reading rose.",
            "A bath, a deal, and the New Deal. Deal with it. Bath time.",
            "By the grace of the head. The Head said no. Head of school: Grace period.",
            "Mark schemes differ; young people mark. Young pupils will, and may. Will they? In May they may.",
            "Money, Grace Periods and the Park of Ideas",
            "– Park\n– Oak\n– Deal",
            "He said: “Park it.”",
            "| Own | Together | Park |",
        ],
    )
    def test_words_that_are_only_words(self, text):
        assert found(text, *ORDINARY) == []

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("At The Park we began.", "The Park"),
            ("When the Park began", "the Park"),
            ("The Park began.", "The Park"),
            ("Park School began.", "Park School"),
            ("It began at Green Lane.", "Green Lane"),
            ("It began at Oak Academy.", "Oak Academy"),
            ("The Learning Together Trust", "Learning Together Trust"),
            ("as Learning Together does", "Learning Together"),
            ("We live in Bath now.", "Bath"),
            ("I am Grace Head.", "Grace Head"),
            ("GRACE HEAD", "GRACE HEAD"),
            ("I asked Mr Young.", "Mr Young"),
            ("I asked Mark about it.", "Mark"),
            ("I asked Jo Li.", "Jo Li"),
            ("I asked Mr May.", "Mr May"),
        ],
    )
    def test_but_the_same_words_as_names_are_found(self, text, words):
        assert found(text, *ORDINARY) == [words]

    def test_what_the_case_says_itself(self):
        case = "Thornwick is in Averhythe. Its head is Amina Bell. People say ludenham for a wet field."
        text = "Amina Bell leads Thornwick in Averhythe: Thornwik, then. A ludenham is wet. Amina Clarke."
        assert found(text, *NAMES, case=case) == ["Amina Clarke"]

    def test_initials_that_every_leader_writes(self):
        assert found("the MAT and the CEO", Name(Kind.TRUST, "Mere Academies Trust")) == []
        assert found("the mat", Name(Kind.TRUST, "Mere Academies Trust")) == []
        assert found("llt is no word, nor is Llt", TRUST) == []

    def test_names_across_sentences_and_paragraphs(self):
        assert found("It was green. Lane closures, green\n\nLane, Green, Lane", *ORDINARY) == []

    def test_nothing_without_names(self):
        assert identifying_words("Amina Clarke", []) == []
        assert identifying_words("", NAMES) == []
        assert (
            identifying_words(
                "of the", [Name(Kind.SCHOOL, "The School"), Name(Kind.OWN, "–"), Name(Kind.TRUST, "")]
            )
            == []
        )


@given(st.text(st.sampled_from("Amina Clrke’s.\n-&@ ThornwickLLT\u0308\u00ad😀'")))
def test_what_is_found_stands_there_and_never_overlaps(text):
    last = 0
    for one in identifying_words(text, NAMES):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.words
        last = one.end


def test_a_long_text_and_many_names_take_little_time():
    people = [
        Name(Kind.COLLEAGUE, f"Person{chr(97 + n % 26)} Surname{chr(97 + n // 26)}{n}") for n in range(100)
    ]
    text = "Improvement across the schools of Larkmere began with Ishbel Quarmby. " * 300
    began = process_time()
    identifying_words(text, [*NAMES, *people], text)
    assert process_time() - began < 2
