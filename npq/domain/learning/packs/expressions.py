"""Sums as authors write them: exact, and with no way to anything but numbers, names and a few functions."""

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation, localcontext
from typing import Any, Protocol, runtime_checkable

MOST_DIGITS = 28
LARGEST_POWER = 50
LONGEST = 2000  # characters


class CannotWorkOut(ValueError):
    """An expression without a value. The message says why, to its author."""


@runtime_checkable
class Knows(Protocol):
    """Something with named parts, such as the data book."""

    def look_up(self, name: str) -> Any:
        """The part of that name. Raises CannotWorkOut."""


def work_out(expression: str, names: Mapping[str, Any]) -> Any:
    """The value of an expression: Decimal for numbers, bool for comparisons. Raises CannotWorkOut."""
    if len(expression) > LONGEST:
        raise CannotWorkOut("the expression is too long")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError) as error:
        raise CannotWorkOut(f"“{expression}” is no expression") from error
    try:
        with localcontext(prec=MOST_DIGITS):
            return _value(tree.body, names)
    except CannotWorkOut:
        raise
    except (DivisionByZero, InvalidOperation, ZeroDivisionError) as error:
        raise CannotWorkOut(f"“{expression}” divides by nothing, or is no number") from error
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        raise CannotWorkOut(f"“{expression}” mixes what cannot be mixed") from error


def as_number(value: Any) -> Any:
    """A number as exact as it was written; anything else as it is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(repr(value)) if isinstance(value, float) else value


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:  # noqa: PLR0911  a case for each kind of node
    match node:
        case ast.Constant(value=int() | float() | bool() | str() as constant):
            return as_number(constant)
        case ast.Name(id=name):
            if name in FUNCTIONS or name not in names:
                raise CannotWorkOut(f"“{name}” is not known here")
            return names[name]
        case ast.Attribute(value=whole, attr=part):
            return _part(_value(whole, names), part)
        case ast.UnaryOp(op=op, operand=operand) if type(op) in SIGNS:
            return SIGNS[type(op)](_value(operand, names))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SUMS:
            return SUMS[type(op)](_value(left, names), _value(right, names))
        case ast.BoolOp(op=op, values=values):
            every = [bool(_value(value, names)) for value in values]
            return all(every) if isinstance(op, ast.And) else any(every)
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _compared(_value(left, names), ops, [_value(other, names) for other in others])
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return [_value(element, names) for element in elements]
        case ast.Call(func=func, args=arguments, keywords=[]):
            return _called(func, [_value(argument, names) for argument in arguments], names)
    raise CannotWorkOut("only sums, comparisons and the functions of the recipe may stand here")


def _part(whole: Any, part: str) -> Any:
    if not isinstance(whole, Knows):
        raise CannotWorkOut(f"there is no “{part}” in a value")
    return whole.look_up(part)


def _compared(left: Any, ops: list[ast.cmpop], others: list[Any]) -> bool:
    for op, right in zip(ops, others, strict=True):
        if type(op) not in COMPARISONS:
            raise CannotWorkOut("only == != < <= > >= and in compare")
        if not COMPARISONS[type(op)](left, right):
            return False
        left = right
    return True


def _called(func: ast.expr, arguments: list[Any], names: Mapping[str, Any]) -> Any:
    if isinstance(func, ast.Name) and func.id in FUNCTIONS:
        return FUNCTIONS[func.id](*arguments)
    if isinstance(func, ast.Attribute):
        called = _part(_value(func.value, names), func.attr)
        if callable(called):
            return as_number(called(*arguments))
    raise CannotWorkOut("only the functions of the recipe can be called")


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > LARGEST_POWER:
        raise CannotWorkOut(f"no power above {LARGEST_POWER}")
    return base**exponent


def _round(value: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    """Halves away from nothing, as people round."""
    return value.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_UP)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _each_between(values: list[Any], low: Any, high: Any) -> bool:
    return all(low <= value <= high for value in values)


def _each_at_most(values: list[Any], others: list[Any]) -> bool:
    return all(value <= other for value, other in zip(values, others, strict=True))


def _len(values: Iterable[Any]) -> Decimal:
    return Decimal(len(list(values)))


SUMS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
SIGNS: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.Not: operator.not_}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sum": _sum,
    "min": min,
    "max": max,
    "abs": abs,
    "round": _round,
    "len": _len,
    "each_between": _each_between,
    "each_at_most": _each_at_most,
}
