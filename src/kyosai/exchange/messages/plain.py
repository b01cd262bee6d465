"""平文 — messages as canonical JSON and back, refusing whatever was not agreed.

Reading is strict: a field too many, a field too few or a value of another type refuses the
whole message. Half a message is worse than none.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.exchange.messages import earlier
from kyosai.exchange.messages.inbound import INBOUND, Inbound
from kyosai.exchange.messages.outbound import OUTBOUND, Outbound

Message = Inbound | Outbound
KINDS: dict[str, type[Message]] = {**INBOUND, **OUTBOUND}
Reader = Callable[[Any, str], Any]  # takes the fact found and the field it stands in


def to_json(message: Message) -> bytes:
    """Return a message's one byte form."""
    return fingerprint.canonical(facts_of(message))


def facts_of(message: Any) -> dict[str, Any]:
    """Return a message as plain values: its parts are messages themselves, or plain already."""
    return {name: _plain(part) for name, part in vars(message).items()}


def _plain(part: Any) -> Any:
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    return facts_of(part) if is_dataclass(part) else part


def from_json(content: bytes, *, kind: str, version: int) -> Message:
    """Return the message of this kind and version, or refuse it whole."""
    shape: Any = KINDS.get(kind)
    if shape is None:
        raise Malformed(1, "kind", kind)
    if not earlier.is_readable(kind, version=version, newest=shape.VERSION):
        raise Malformed(1, "version", str(version))
    try:
        facts = json.loads(content, parse_float=_no_float, parse_constant=_no_float)
    except ValueError as wrong:
        raise Malformed(1, kind, type(wrong).__name__) from None
    if version != shape.VERSION:
        facts = earlier.brought_forward(kind, facts, version=version)
    message: Message = _reader(shape)(facts, kind)
    return message


def _no_float(text: str) -> int:
    raise ValueError(text)


@cache
def _reader(shape: Any) -> Reader:
    """Return what reads one agreed shape: types are looked at once, facts many times.

    The found value itself is never repeated in errors.
    """
    if is_dataclass(shape):
        return _reader_of_fields(shape)
    if get_origin(shape) in (Union, UnionType):  # words or nothing are the first of the two
        (wanted,) = (_reader(arm) for arm in get_args(shape) if arm is not NoneType)
        return lambda fact, field: None if fact is None else wanted(fact, field)
    if get_origin(shape) is tuple:
        return _reader_of_many(_reader(get_args(shape)[0]))
    if get_origin(shape) is Literal:
        return _reader_of_words(frozenset(get_args(shape)))
    return _reader_of_one(shape)


def _reader_of_fields(shape: Any) -> Reader:
    known = get_type_hints(shape)
    readers = {field.name: _reader(known[field.name]) for field in fields(shape)}

    def read(fact: Any, field: str) -> Any:
        _insist(type(fact) is dict, field, fact)
        for name in fact.keys() ^ readers.keys():
            raise Malformed(1, f"{field}.{name}"[:80], "unknown" if name in fact else "missing")
        return shape(**{name: reader(fact[name], name) for name, reader in readers.items()})

    return read


def _reader_of_many(one: Reader) -> Reader:
    def read(fact: Any, field: str) -> Any:
        _insist(type(fact) is list, field, fact)
        return tuple(one(each, field) for each in fact)

    return read


def _reader_of_words(words: frozenset[str]) -> Reader:
    def read(fact: Any, field: str) -> Any:
        _insist(type(fact) is str and fact in words, field, fact)
        return fact

    return read


def _reader_of_one(shape: type) -> Reader:
    def read(fact: Any, field: str) -> Any:
        _insist(type(fact) is shape, field, fact)
        return fact

    return read


def _insist(fits: bool, field: str, fact: Any) -> None:
    if not fits:
        raise Malformed(1, field, type(fact).__name__)
