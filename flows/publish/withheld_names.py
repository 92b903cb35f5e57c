"""The names of persons that stay out of a release, and out of which rows.

Most texts name nobody, and many rows share a text. So each distinct text is looked at once for the persons
that its rows may not name, and many texts as one: where no word of a name stands, nothing else is done.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.normalise.documents.folding import fold
from flows.publish.redactor import Redactor, hints

Numbers = npt.NDArray[np.int64]

_NOBODY = -1
# Between texts that are searched as one: neither part of a word nor of what may stand within a name.
_BETWEEN = "\x00"


class WithheldNames:
    """The names that stay out of a release, and out of which rows."""

    def __init__(self, named: pa.Table | None, suppressed: Iterable[str] = ()) -> None:
        """Whom the announcements name, and who is not to be named.

        Args:
            named: A row (announcement_id, person_name) for each person named, whose names stay out of the
                rows of that announcement; None where names are published.
            suppressed: Persons whose names stay out of all rows in any case.
        """
        self.everyone = named is not None
        """Whether the names of all persons stay out."""
        everywhere = frozenset(suppressed)
        numbers = {everywhere: 0} if everywhere else {}
        announcements: list[str] = []
        groups: list[int] = []
        for announcement, names in _by_announcement(named) if named is not None else ():
            announcements.append(announcement)
            groups.append(numbers.setdefault(everywhere.union(names), len(numbers)))
        self._announcements = pa.array(announcements, pa.string())
        self._group_of = np.array([*groups, 0 if everywhere else _NOBODY], np.int64)
        """The last one is the group of all other announcements."""
        self._groups = known = list(numbers)
        # Rows of one announcement lie together or nearly so, and many announcements name the same persons.
        self._redactor = lru_cache(maxsize=4_096)(lambda group: Redactor(known[group]))
        self._hints = lru_cache(maxsize=65_536)(lambda group: hints(known[group]))

    def __bool__(self) -> bool:
        """Whether any name stays out."""
        return self.everyone or bool(self._groups)

    def groups(self, owners: pa.ChunkedArray) -> Numbers:
        """The number of the group of persons that each row may not name; -1 where it may name everybody.

        Args:
            owners: The announcement_id that each row belongs to; null where there is none.
        """
        places = pc.fill_null(pc.index_in(owners, self._announcements), -1)
        groups: Numbers = self._group_of[places.to_numpy()]
        return groups

    def withheld(self, texts: pa.Array, codes: Numbers, groups: Numbers) -> tuple[pa.Array, Numbers]:
        """The texts of rows without the names that these rows may not tell.

        Args:
            texts: Texts that rows share.
            codes: Which of them each row has; -1 where it has none.
            groups: For each row, as the method `groups` tells.

        Returns:
            More texts, and which of them each row has now.
        """
        concerned = np.flatnonzero((codes >= 0) & (groups != _NOBODY))
        if not len(concerned):
            return texts, codes
        pairs = pa.array(groups[concerned] * len(texts) + codes[concerned]).dictionary_encode()
        keys = pairs.dictionary.to_numpy()
        order = np.argsort(keys)
        whose, which = np.divmod(keys[order], len(texts))
        redacted = dict(self._redacted(texts.take(pa.array(which)), whose))
        if not redacted:
            return texts, codes
        more = np.full(len(keys), -1)
        more[order[list(redacted)]] = np.arange(len(texts), len(texts) + len(redacted))
        now = more[pairs.indices.to_numpy()]
        codes = codes.copy()
        codes[concerned[now >= 0]] = now[now >= 0]
        return pa.concat_arrays([texts, pa.array(redacted.values(), texts.type)]), codes

    def _redacted(self, texts: pa.Array, groups: Numbers) -> Iterator[tuple[int, str]]:
        """The texts that name somebody, by their places, without the names; those of a group lie together."""
        whole: str = pc.binary_join(pa.ListArray.from_arrays([0, len(texts)], texts), _BETWEEN)[0].as_py()
        folded = fold(whole)
        lengths = pc.utf8_length(texts).to_numpy()
        starts = [0, *np.cumsum(lengths + len(_BETWEEN), dtype=np.int64).tolist()]
        bounds = [0, *(np.flatnonzero(np.diff(groups)) + 1).tolist(), len(groups)]
        for first, beyond in pairwise(bounds):
            group = int(groups[first])
            if places := _with_a_word_of(self._hints(group), folded, starts, first, beyond):
                told = [whole[starts[place] : starts[place + 1] - len(_BETWEEN)] for place in places]
                redacted = self._redactor(group).redact_all(told)
                yield from (
                    (place, now) for place, was, now in zip(places, told, redacted, strict=True) if now != was
                )


def _with_a_word_of(
    hints: Iterable[str], folded: str, starts: Sequence[int], first: int, beyond: int
) -> list[int]:
    """Which of the texts from the first on have a word."""
    found: set[int] = set()
    for hint in hints:
        at = folded.find(hint, starts[first], starts[beyond])
        while at >= 0:
            place = bisect_right(starts, at, first, beyond) - 1
            found.add(place)
            at = folded.find(hint, starts[place + 1], starts[beyond])
    return sorted(found)


def _by_announcement(named: pa.Table) -> Iterator[tuple[str, list[str]]]:
    """The announcements, each with the names of the persons it names."""
    told = pc.and_(*(pc.fill_null(pc.not_equal(named[name], ""), False) for name in named.column_names))
    lists = named.filter(told).group_by("announcement_id", use_threads=False)
    for batch in lists.aggregate([("person_name", "list")]).to_batches(max_chunksize=16_384):
        yield from zip(
            batch["announcement_id"].to_pylist(), batch["person_name_list"].to_pylist(), strict=True
        )
