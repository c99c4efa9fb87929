"""A database with real commits, for races and kills: many connections, threads and processes may use it."""

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg
from django.db import connections

R = TypeVar("R")


@dataclass(frozen=True)
class RealDatabase:
    """A migrated database nobody else uses. Django in this process, all threads, is connected to it.

    `url` is what DATABASE_URL must be for another process to use it too.
    """

    url: str

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """One more connection, in autocommit, beside Django's."""
        return psycopg.connect(self.url, autocommit=True)

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment for a process of the service that uses this database."""
        return {**os.environ, "DATABASE_URL": self.url, "NPQ_TESTING": "true"}

    def at_once(self, *functions: Callable[[], R]) -> list[R | Exception]:
        """Calls each function in a thread of its own, all let go at the same moment.

        Gives what each returned or raised, in the order given.
        """
        outcomes: dict[int, R | Exception] = {}
        together = threading.Barrier(len(functions))

        def run(number: int, function: Callable[[], R]) -> None:
            try:
                connections["default"].ensure_connection()
                together.wait()
                outcomes[number] = function()
            except Exception as error:
                outcomes[number] = error
            finally:
                connections["default"].close()

        threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [outcomes[number] for number in range(len(functions))]
