"""Whether reading takes its share of time and no more, however long a page or a line is.

    python benchmarks/linear.py

Prints what a page of 200 kB, 1 MB and 5 MB takes per character, made by putting gold announcements one after
the other, and what a block of one phrase repeated takes at 20 kB and at 80 kB: four times as much is linear.
"""

from __future__ import annotations

import time
from datetime import date
from itertools import cycle
from pathlib import Path

from flows.normalise.reading import Source, read

GOLD = Path(__file__).parent.parent / "tests" / "gold"
SIZES = (200_000, 1_000_000, 5_000_000)
SHORT, LONG = 20_000, 80_000
PHRASES = {
    "days": "le 12 mai 2025 et ",
    "sums": "12 000 € et ",
    "hours": "9h30 accueil, ",
    "names of bodies": "l'ARS Bretagne, la CPAM du Var et ",
    "bodies after 'avec'": "avec le CHU de Brest, ",
    "bodies without an end": "la Fédération et de Exemple ",
    "bodies behind their name": "X Communauté ",
    "persons": "Dr Camille Exemple, médecin, ",
    "first names": "Anne ",
    "halves of dates": "le 1 et 2020-",
    "starts of dates": "du 3 au ",
    "towns": "Rennes, Brest, Lorient, ",
    "capitals": "Centre Hospitalier ",
    "services": "une navette santé ",
    "services that open": "Une navette ouvrira le 3 mars. ",
    "open quotation marks": "« plan ",
    "items of an agenda": "- 9h : Accueil\n",
    "stops": "Rennes, mardi 12 mai, 9h-12h, place de la Mairie\n",
    "axes": "Axe 1 : Agir\n",
    "figures": "312 patients, dont 45 orientés, ",
    "names told": "Il s'appelle « Le relais ». ",
    "days under their label": "Date\n12 mai\n",
    "last days of sums": "une bourse de 12 000 € avant le 3 mai 2025, ",
    "labels with sums": "État : 12 000 €\n",
}


def seconds(text: str) -> float:
    """Processor time to read a plain text."""
    start = time.process_time()
    read(
        text.encode(),
        "text/plain; charset=utf-8",
        "https://benchmark.example.org/",
        date(2024, 5, 5),
        Source(),
    )
    return time.process_time() - start


def page(size: int) -> str:
    """Gold announcements one after the other."""
    texts = cycle([path.read_text("utf-8") for path in sorted(GOLD.glob("training/*.txt"))])
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(next(texts))
        length += len(parts[-1])
    return "\n\n".join(parts)[:size]


def main() -> None:
    seconds(page(20_000))  # lexicons and gazetteer are loaded once a process
    shares = [seconds(page(size)) / size for size in SIZES]
    for size, share in zip(SIZES, shares, strict=True):
        print(f"{size:>9,} characters: {1e6 * share:.2f} µs a character, {share / shares[0]:.2f} of a share")
    for name, phrase in PHRASES.items():
        short, long = (seconds("Une page\n\n" + phrase * (size // len(phrase))) for size in (SHORT, LONG))
        print(f"{name}: {LONG:,} characters in {long:.2f} s, {long / short:.1f} times {SHORT:,}")


if __name__ == "__main__":
    main()
