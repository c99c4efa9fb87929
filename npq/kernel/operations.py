"""How a change is made: an operation opens the outermost transaction, a step requires one that is open."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

OPERATIONS: dict[str, str] = {}
"""Every operation's name and the module it stands in: a verb names one thing in the whole code base."""


class OutsideTransaction(RuntimeError):
    """A step was called without an operation around it."""


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Marks a thing that happens. Keyword-only, with `by` (a Viewer) and `at` (an aware datetime) among its parameters.

    The whole call is one durable transaction: when it returns, it is committed; when it raises, nothing was.
    """
    _check_signature(function)
    elsewhere = OPERATIONS.setdefault(function.__name__, function.__module__)
    if elsewhere != function.__module__:
        raise TypeError(f"{function.__name__} is already the name of an operation in {elsewhere}.")

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(durable=True):
            return function(*args, **kwargs)

    return run


def step(function: Callable[P, R]) -> Callable[P, R]:
    """Marks what several operations share. Raises OutsideTransaction when none is open."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not transaction.get_connection().in_atomic_block:
            raise OutsideTransaction(f"{function.__name__} is a step: call it from an operation.")
        return function(*args, **kwargs)

    return run


def _check_signature(function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__name__}: an operation's parameters are keyword-only.")
    if not {"by", "at"} <= parameters.keys():
        raise TypeError(f"{function.__name__}: an operation is told who acts (by) and when (at).")
