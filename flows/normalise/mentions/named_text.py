"""A text as the search for names sees it."""

from __future__ import annotations

from collections.abc import Iterable


class NamedText:
    """A text with what its names must stop at: the beginnings of other names."""

    def __init__(self, text: str, folded: str, head_starts: Iterable[int]) -> None:
        self.text = text
        self.folded = folded
        self.head_starts = frozenset(head_starts)
        """Where the words of an organisation begin."""

    def in_capitals(self, position: int) -> bool:
        """Whether the line around is set in capitals throughout, as far as 40 characters show."""
        reach = max(0, position - 40)
        left = self.text.rfind("\n", reach, position) + 1 or reach
        right = self.text.find("\n", position, position + 40)
        return self.text[left : right if right >= 0 else position + 40].isupper()
