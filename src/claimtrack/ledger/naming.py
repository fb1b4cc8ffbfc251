"""The file `entities.toml` beside the ledger: what a person knows of names. It is only read, see `decisions`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints, ValidationError

from claimtrack.errors import LedgerError
from claimtrack.ledger.decisions import Naming
from claimtrack.ledger.files import reason_of
from claimtrack.model import Record

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "entities.toml"
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Entity(Record):
    name: _Name
    aliases: tuple[_Name, ...] = ()


class _Distinct(Record):
    names: tuple[_Name, ...] = Field(min_length=2)


class _Tables(Record):
    entity: tuple[_Entity, ...] = ()
    distinct: tuple[_Distinct, ...] = ()


def entities_beside(ledger: Path) -> Path:
    """Return where a person's own file of names stands."""
    return ledger.with_name(_FILE)


def read_names(path: Path) -> tuple[Naming, ...]:
    """Return what the file says of names, as decisions without an id; none where there is no such file.

    Raises:
        LedgerError: the file cannot be read, or says something else than entities and distinct names.
    """
    try:
        tables = _Tables.model_validate(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise LedgerError(path, reason_of(error)) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise LedgerError(path, f"{'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from None
    except ValueError as error:
        raise LedgerError(path, f"not TOML: {error}") from None
    same = [Naming(type="merge", names=(entity.name, *entity.aliases)) for entity in tables.entity]
    return (*same, *(Naming(type="distinct", names=one.names) for one in tables.distinct))
