"""How one setting is said: its name, what holds without it, its sentence, and what it must be."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings


def setting(name: str, default: Any, says: str, *, must_be: str, **limits: Any) -> Any:
    """`says` is what `.env.example` says of it; `must_be` finishes "... must be"."""
    return Field(
        default,
        validation_alias=name,
        description=says,
        json_schema_extra={"must_be": must_be},
        **limits,
    )


def must_be(settings: type[BaseSettings]) -> Mapping[str, str]:
    """By the name of each, in words that finish "... must be"."""
    return {str(one.validation_alias): _must_be(one) for one in settings.model_fields.values()}


def _must_be(one: FieldInfo) -> str:
    extra = one.json_schema_extra
    return str(extra["must_be"]) if isinstance(extra, dict) else ""


def secret(given: SecretStr) -> str:
    """What is in it: never to be shown."""
    return given.get_secret_value()
