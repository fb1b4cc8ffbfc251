"""The file `judgements.jsonl` beside the ledger: lines are appended, and none is ever changed.

The order of the lines is what counts: of two decisions about one thing the later holds. A line's id is a hash of the
line and of the id before it, so that the same decisions give the same file, whenever they are made.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from claimtrack.ledger.decisions import LINE, Undo, standing
from claimtrack.ledger.files import read_lines, write_whole, writing
from claimtrack.ledger.lines import format_line, parse_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.ledger.decisions import Decided, Line

_NAME = "judgements.jsonl"


def judgements_beside(ledger: Path) -> Path:
    """Return where the judgements on a ledger stand."""
    return ledger.with_name(_NAME)


def read_judgements(path: Path) -> tuple[Line, ...]:
    """Return the lines of a file of judgements, as they stand; none where there is no such file.

    Raises:
        LedgerError: the file cannot be read, or a line of it is no judgement that this version knows.
    """
    try:
        return tuple(
            parse_record(LINE.validate_json, "judgement", line, path, number) for number, line in read_lines(path)
        )
    except FileNotFoundError:
        return ()


def append_judgement(path: Path, decide: Callable[[tuple[Line, ...]], Line | None]) -> Line | None:
    """Append the line that `decide` makes of those before it, and return it with its id; nothing for `None`.

    Nobody else can write between what `decide` is told and what is written.

    Raises:
        LedgerError: the file cannot be read or written, or a line of it is no judgement; nothing in it was changed.
    """
    with writing(path) as file:
        lines = read_judgements(path)
        line = decide(lines)
        if line is None:
            return None
        line = line.model_copy(update={"id": _line_id(lines[-1].id if lines else "", line)})
        old = file.read_bytes() if file.exists() else b""
        end = b"" if not old or old.endswith(b"\n") else b"\n"
        write_whole(file, old + end + f"{format_line(line)}\n".encode())
    return line


def take_back(path: Path, which: Callable[[Decided], bool]) -> Decided | None:
    """Take back the last of the decisions that stand and are meant, and return it; `None` when there is none.

    Raises what `append_judgement` raises.
    """
    taken: list[Decided] = []

    def decide(lines: tuple[Line, ...]) -> Line | None:
        taken.extend([made for made in standing(lines) if which(made)][-1:])
        return Undo(undoes=taken[0].id) if taken else None

    if path.exists():  # else the folder would be made for nothing
        append_judgement(path, decide)
    return taken[0] if taken else None


def _line_id(before: str, line: Line) -> str:
    content = f"{before} {format_line(line.model_copy(update={'id': ''}))}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
