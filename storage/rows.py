"""Records and cards as bytes, and back, exactly."""

from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


class Unreadable(Exception):
    """What was kept no longer fits its class. Says which fields; never what is in them."""


def written(thing: object) -> bytes:
    return _adapter(type(thing)).dump_json(thing)


def read(kind: type[T], body: bytes) -> T:
    try:
        return cast(T, _adapter(kind).validate_json(body))
    except ValidationError as error:
        problem = Unreadable(f"{kind.__name__}: {_fields(error)}")
    raise problem  # outside of the handler, so that the values in `error` go nowhere with it


def _fields(error: ValidationError) -> str:
    found = error.errors(include_input=False, include_context=False, include_url=False)
    return ", ".join(f"{'.'.join(map(str, one['loc']))} ({one['type']})" for one in found)


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    """Made once for each class: making one takes a thousand times as long as using it."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]
