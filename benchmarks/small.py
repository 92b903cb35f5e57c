"""How well small announcements are read, each of which tells one thing in a way of its own.

    python benchmarks/small.py

Of each file of `tests/gold/small` every second announcement is held back: rules are written on the others,
and only the score of these is looked at. A file is annotated for the tables of its subject alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from reading import GOLD, read

TABLES = {
    "events": ("event", "event_session", "event_speaker"),
    "gatherings": ("event", "event_session", "event_speaker"),
    "programmes": ("programme", "programme_objective", "programme_site"),
    "services": ("programme", "programme_objective", "programme_site"),
    "fundings": ("funding", "organisation_role", "indicator"),
    "sums": ("funding",),
    "grants": ("funding", "organisation_role"),
    "partners": ("organisation_role",),
    "figures": ("indicator",),
}
"""What each file is annotated for."""
ROWS = ("events", "programmes", "fundings", "organisations", "indicators")
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
PAGE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{publisher}</title>'
    '<meta property="og:site_name" content="{publisher}">'
    '<meta property="article:published_time" content="{day}"></head><body><main>{html}</main></body></html>'
)


def write(told: dict[str, Any], folder: Path) -> None:
    """Write a small announcement and what is to be read in it as a gold document of its own."""
    key, publisher, day = told["id"], told["publisher"], told["published_on"]
    gold = {
        "url": f"https://www.exemple-{key}.fr/actualites/{key}",
        "retrieved_on": day + timedelta(days=2),
        "announcement": {
            "publisher_name": publisher,
            "published_on": day,
            "region_code": told.get("region_code"),
            "department_code": told.get("department_code"),
        },
        **{rows: told.get(rows) or [] for rows in ROWS},
    }
    (folder / f"{key}.json").write_text(json.dumps(gold, default=date.isoformat), "utf-8")
    if "html" in told:
        page = PAGE.format(publisher=escape(publisher), day=day, html=told["html"])
        (folder / f"{key}.html").write_text(page, "utf-8")
    else:
        published = f"Publié le {day.day} {MONTHS.split()[day.month - 1]} {day.year}"
        (folder / f"{key}.txt").write_text(f"{publisher}\n\n{told['text']}\n\n{published}\n", "utf-8")


def main() -> None:
    print("| announcements | table | looked at | held back |\n|---|---|---|---|")
    for subject, tables in TABLES.items():
        announcements = yaml.safe_load((GOLD / "small" / f"{subject}.yaml").read_text("utf-8"))
        results = []
        for half in (announcements[::2], announcements[1::2]):
            with tempfile.TemporaryDirectory() as folder:
                for told in half:
                    write(told, Path(folder))
                results.append(read(Path(folder)))
        for table in tables:
            figures = " | ".join(f"{result.cells[table].f1:.2f}" for result in results)
            print(f"| {subject} | {table} | {figures} |")


if __name__ == "__main__":
    main()
