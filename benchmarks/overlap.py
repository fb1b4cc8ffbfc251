"""Whether anything written in this project is copied: runs of words that it has in common with texts it may not hold.

    python -m benchmarks.overlap --news ../data --since origin/main

Every line that a change adds (or, without `--since`, every line of every file) is compared with the documents; a run of
`--words` words that both have is printed with the file. Names and figures make short runs of their own accord: longer
ones are sentences.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

WORD = re.compile(r"\w+")
OWN = (".py", ".toml", ".md")
HELD_OUT = (
    "tests/gold/pairs_blind.toml",
    "tests/gold/reports_unread.toml",
)  # nobody who works on rules reads their lines
TEXTS = ("text", "quote", "sentence", "en", "de")


def is_own(name: str, *, held_out: bool) -> bool:
    """Whether a file is compared: one written by hand, and of those held out only where that is asked for."""
    return name.endswith(OWN) and (held_out or name not in HELD_OUT)


def added_lines(root: Path, since: str | None, *, held_out: bool = False) -> Iterator[tuple[str, str]]:
    """The file and text of every line of the project that is new since a commit, or of all lines."""
    if since is None:
        listed = subprocess.run(["git", "ls-files"], cwd=root, check=True, capture_output=True, text=True).stdout
        for name in listed.splitlines():
            if is_own(name, held_out=held_out):
                yield from ((name, line) for line in (root / name).read_text(encoding="utf-8").splitlines())
        return
    command = ["git", "diff", "--unified=0", "--no-color", since]
    name = ""
    for line in subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.splitlines():
        if line.startswith("+++ "):
            name = line.removeprefix("+++ b/")
        elif line.startswith("+") and is_own(name, held_out=held_out):
            yield name, line[1:]


def runs(text: str, words: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words."""
    found = [word.lower() for word in WORD.findall(text)]
    yield from (tuple(found[at : at + words]) for at in range(len(found) - words + 1))


def texts_of(folder: Path) -> Iterator[str]:
    """The texts of the plain text files and of the JSON lines of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".txt":
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:  # no splitlines: a text may hold a line separator
                for line in lines:
                    yield from strings_in(json.loads(line))


def strings_in(value: object) -> Iterator[str]:
    """The texts of a record, those of its parts among them; tokens are put together."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in TEXTS and isinstance(part, str):
                yield part
            elif key == "tokens" and isinstance(part, list):
                yield " ".join(map(str, part))
            elif isinstance(part, dict | list):
                yield from strings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_in(part)


def find_copies(lines: Iterable[tuple[str, str]], texts: Iterable[str], words: int) -> Iterator[tuple[str, str, str]]:
    """Every run of words that the lines share with the texts: its file, itself and its line, in the order of lines."""
    places: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for name, line in lines:
        for run in runs(line, words):
            places.setdefault(run, []).append((name, line))
    shared = {run for text in texts for run in runs(text, words) if run in places}
    for run in (run for run in places if run in shared):
        yield from ((name, " ".join(run), line.strip()) for name, line in places[run])


def main() -> None:
    """Print what is shared; the exit status is 1 when something is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--news", type=Path, required=True, action="append", help="folder of documents; may be given again"
    )
    parser.add_argument("--since", help="only lines that are new since this commit")
    parser.add_argument("--words", type=int, default=7, help="words of a run (default: %(default)s)")
    parser.add_argument("--held-out", action="store_true", help="show lines of held-out gold files, too")
    args = parser.parse_args()
    texts = (text for folder in args.news for text in texts_of(folder))
    found = list(find_copies(added_lines(Path.cwd(), args.since, held_out=args.held_out), texts, args.words))
    for name, run, line in found:
        print(f"{name}: {run}\n    {line[:160]}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
