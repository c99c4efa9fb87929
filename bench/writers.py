"""Somebody who writes a response, as the page's own script does it: saved, saved again where that failed, handed in."""

import asyncio
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.browsing import OK, SEE_OTHER, Browser, Try, Unreachable, encoded, now

if TYPE_CHECKING:
    from bench.sittings import Sat

FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0  # seconds, as writing.js has them
WORDS_A_SENTENCE = 12
MOST_SENTENCES = 200
SAID = """
    the trust has seven schools and each head of school knows what a good lesson is when they see one so “ask” them
    first what would change by Easter who pays for it which pupils it reaches and how governors would know
"""
VOCABULARY = SAID.split()

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_HEAD = re.compile(r'name="parent" value="(\d+)"')
_SEEN = re.compile(r'name="seen"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="seen"')


class Wrong(Exception):
    """The service answered what it must not."""


@dataclass
class Writer:
    """One of them. `acknowledged` is what the service said it has: number and digest."""

    sat: "Sat"
    browser: Browser
    chance: random.Random
    texts: dict[str, list[str]] = field(default_factory=dict)
    sent: dict[str, list[bytes]] = field(default_factory=dict)
    token: str = ""
    head: int = 0
    acknowledged: list[tuple[int, str]] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.texts = {question: [] for question in self.sat.questions}
        self.sent = {question: [] for question in self.sat.questions}
        for _ in range(self.chance.randint(MOST_SENTENCES // 10, MOST_SENTENCES - 10)):
            self.type()

    @property
    def sections(self) -> dict[str, str]:
        """What they have written."""
        return {question: " ".join(sentences) for question, sentences in self.texts.items()}

    def type(self) -> None:
        """A sentence more, anywhere in any of the answers."""
        question = self.chance.choice(self.sat.questions)
        sentence = " ".join(self.chance.choices(VOCABULARY, k=WORDS_A_SENTENCE)).capitalize() + "."
        place = self.chance.randint(0, len(self.texts[question]))
        self.texts[question].insert(place, sentence)
        self.sent[question].insert(place, encoded(sentence))

    async def open(self) -> None:
        """Opens the page one writes at."""
        page = await self._got("write")
        token, head = _TOKEN.search(page), _HEAD.search(page)
        if token is None or head is None:
            raise Wrong("a page to write at without its form")
        self.token, self.head = token[1], int(head[1])

    async def save(self, due: float) -> None:
        """Sends what is written until the service has said that it has it."""
        form = b"&".join(self._fields(key=str(uuid4()), parent=str(self.head)))
        wait = FIRST_WAIT
        while not await self._saved(form, due):
            await asyncio.sleep(wait)
            wait, due = min(2 * wait, LONGEST_WAIT), now()

    async def hand_in(self, due: float) -> None:
        """Opens the page, states whose work it is, sends it, and comes to the receipt; again until that is so."""
        while not await self._handed_in(due):
            await asyncio.sleep(FIRST_WAIT)
            due = now()

    async def _handed_in(self, due: float) -> bool:
        try:
            page = await self.browser.get(self._address("hand-in"))
            if page.status == OK:
                began = now()
                page = await self.browser.post(self._address("hand-in"), self._statement(page.text))
                self.tries.append(Try(max(due, began), now(), well=page.status == SEE_OTHER))
            if page.status == SEE_OTHER:
                page = await self.browser.get(page.sent_to)
        except Unreachable:
            self.tries.append(Try(due, now(), well=False))
            return False
        if page.status != OK:
            raise Wrong(f"handing in answered {page.status}")
        return True

    def _statement(self, page: str) -> bytes:
        seen = _SEEN.search(page)
        if seen is None:
            raise Wrong("a page to hand in at without its form")
        stated = {"seen": seen[1] or seen[2], "own": "true", "tools": "spelling", "tools_text": ""}
        return b"&".join(self._pairs(csrfmiddlewaretoken=self.token, **stated))

    async def _saved(self, form: bytes, due: float) -> bool:
        try:
            answer = await self.browser.post(self._address("write"), form, accept="application/json")
        except Unreachable:
            self.tries.append(Try(due, now(), well=False))
            return False
        self.tries.append(Try(due, now(), well=answer.status == OK))
        if answer.status == OK:
            told = json.loads(answer.body)
            self.head = told["number"]
            self.acknowledged.append((told["number"], told["digest"]))
        elif answer.status < 500:
            raise Wrong(f"saving answered {answer.status}")
        return answer.status == OK

    async def _got(self, page: str) -> str:
        answer = await self.browser.get(self._address(page))
        if answer.status != OK:
            raise Wrong(f"{page} answered {answer.status}")
        return answer.text

    def _address(self, page: str) -> str:
        return f"/assessment/{self.sat.sitting}/{page}"

    def _fields(self, **more: str) -> Iterator[bytes]:
        yield from self._pairs(csrfmiddlewaretoken=self.token, **more)
        for question, sentences in self.sent.items():
            yield f"answer-{question}=".encode() + b"+".join(sentences)

    def _pairs(self, **fields: str) -> Iterator[bytes]:
        return (f"{name}=".encode() + encoded(value) for name, value in fields.items())
