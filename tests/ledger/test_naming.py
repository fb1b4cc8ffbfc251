from __future__ import annotations

from pathlib import Path

import pytest

from claimtrack.errors import LedgerError
from claimtrack.ledger import Naming, entities_beside, read_names


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return entities_beside(tmp_path / "claims.jsonl")


def test_no_file_says_nothing(path: Path) -> None:
    assert read_names(path) == ()


def test_entities_and_distinct_names(path: Path) -> None:
    text = """
        # whom we follow
        [[entity]]
        name = "Contoso"
        aliases = ["CTSO", " Contoso Deutschland "]

        [[entity]]
        name = "Fabrikam"

        [[distinct]]
        names = ["Northwind", "Northwind Bank"]
    """
    path.write_text(text, encoding="utf-8-sig")
    assert read_names(path) == (
        Naming(type="merge", names=("Contoso", "CTSO", "Contoso Deutschland")),
        Naming(type="merge", names=("Fabrikam",)),
        Naming(type="distinct", names=("Northwind", "Northwind Bank")),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"[[entity]\n", "not TOML"),
        (b"name = 'caf\xe9'", "not TOML"),
        (b"[[entity]]\naliases = ['a']", "entity.0.name: field required"),
        (b"[[entity]]\nname = ' '", "entity.0.name"),
        (b"[[entity]]\nname = 'a'\nalias = ['b']", "entity.0.alias: extra inputs are not permitted"),
        (b"[[distinct]]\nnames = ['a']", "distinct.0.names"),
        (b"[[entities]]\nname = 'a'", "entities: extra inputs are not permitted"),
    ],
)
def test_what_it_should_not_say_is_named(path: Path, text: bytes, reason: str) -> None:
    path.write_bytes(text)
    with pytest.raises(LedgerError) as error:
        read_names(path)
    assert str(error.value).startswith(f"{path}: {reason}")


def test_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LedgerError):
        read_names(path)
