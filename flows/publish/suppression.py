"""The suppression list: persons who objected to being named, one a line."""

from __future__ import annotations

from pathlib import Path

from flows.publish.redactor import name_parts


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
            names[name] = None
    return tuple(names)
