"""How hard a text is to read: the Flesch-Kincaid grade, from words, sentences and syllables."""

import re

SENTENCE_END = re.compile(r"[.!?…:](?=[\s”’)]|$)|\n{2,}")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[’'-][A-Za-zÀ-ÿ]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_ENDINGS = re.compile(r"(?:[^laeiouy]es|[^aeiouydt]ed|[^laeiouy]e|[aeiouy]le)$")
TWO_SOUNDS = re.compile(r"i(?=[ao](?!us|ur|n))|ea$|eo(?!u)|ua|uou|ying|[^tsc]ia|ism$")


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    """How many syllables an English word probably has; a hyphen joins words."""
    return sum(_syllables(part) for part in re.split(r"[-’']", word.lower()) if part)


def _syllables(word: str) -> int:
    count = len(VOWELS.findall(word)) + len(TWO_SOUNDS.findall(word))
    if SILENT_ENDINGS.search(word):
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of running text. A text without words has grade 0.

    Kincaid, Fishburne, Rogers and Chissom (1975): 0.39 words a sentence + 11.8 syllables a word − 15.59.
    """
    words = words_of(text)
    if not words:
        return 0.0
    sentences = sum(bool(WORD.search(part)) for part in SENTENCE_END.split(text))
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59
