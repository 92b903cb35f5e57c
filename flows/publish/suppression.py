"""The suppression list: persons who objected to being named, one a line."""

from __future__ import annotations

from pathlib import Path

from flows.normalise.documents.folding import fold
from flows.publish.redactor import name_parts, without_title


def read_suppression_list(path: Path) -> tuple[str, ...]:
    """The names in a text file, one a line, in UTF-8; what follows a `#` is a comment.

    A name has a first name and a surname, for a surname alone is often a common word. Raises ValueError,
    for people, where the file cannot be read or a line holds no such name.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise ValueError(f"the suppression list {path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"the suppression list {path} is not in UTF-8") from error
    names: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        if name := line.partition("#")[0].strip():
            given, surname = name_parts(name)
            if not (given and surname):
                raise ValueError(f"{path}, line {number}: “{name}” is no first name and surname")
            names[_given_names_first(name)] = None
    return tuple(names)


def _given_names_first(name: str) -> str:
    """The name with given names first, several as one, as far as a comma, capitals or its words tell them."""
    from flows.normalise.mentions.person_words import is_first_name  # reads a lexicon, which few runs need

    surname, comma, given = name.partition(",")
    if comma:
        return f"{given.strip()} {surname.upper()}"
    words = without_title(name).split()
    if any(word.isupper() for word in words) and not name.isupper():
        return name
    known = [is_first_name(fold(word)) for word in words]
    if not any(known) or all(known):
        return name
    first = known.index(True)
    last = known.index(False, first) if False in known[first:] else len(words)
    if first and last < len(words):
        return name
    others = words[last:] or words[:first]
    return f"{'-'.join(words[first:last])} {' '.join(others)}"
