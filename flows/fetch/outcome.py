"""How a source fared, in a code and in a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from flows.fetch.archive import Stored
from flows.fetch.capture import Problem
from flows.fetch.source import Source, registered_names
from flows.fetch.state import SourceStatus

FORBIDDEN = frozenset({"robots_forbidden", "tdm_reserved"})
"""Rules of problems that are the site's will."""


@dataclass
class Outcome:
    """What a visit counted."""

    announcements: int = 0
    stored: int = 0
    """Answers that were not in the archive before."""
    changed: int = 0
    """Announcements that are new, or hold something else than at the last visit."""
    problems: list[Problem] = field(default_factory=list)
    newest: datetime | None = None
    """When the newest capture was taken, of sources that give captures themselves."""

    def count(self, stored: Stored) -> None:
        """Count an announcement."""
        self.announcements += 1
        self.stored += stored in (Stored.NEW, Stored.SAME)
        self.changed += stored in (Stored.NEW, Stored.RESUMED)

    def saw(self, fetched_at: datetime) -> None:
        """Note when an announcement at hand was captured."""
        self.newest = fetched_at if self.newest is None else max(self.newest, fetched_at)


def status_of(source: Source, outcome: Outcome, begun_at: datetime, *, held_before: bool) -> SourceStatus:
    """Judge a visit; `held_before` says whether announcements of the source were kept from earlier ones."""
    state = _state(outcome, held_before)
    message_fr, message_en = _sentences(source, outcome, state)
    live = source.connector.live
    return SourceStatus(
        source.id,
        source.title,
        state,
        begun_at.replace(microsecond=0) if live else outcome.newest,
        outcome.announcements,
        len(outcome.problems),
        message_fr,
        message_en,
        datetime.now(UTC) if live else None,
    )


def source_unreadable(source_id: str, error: Exception) -> Problem:
    """The problem of a source whose reading a fault of the program ended."""
    return Problem(
        source_id,
        None,
        "source_unreadable",
        f"La lecture de la source s’est interrompue ({type(error).__name__} : {error}).",
        f"Reading the source broke off ({type(error).__name__}: {error}).",
        str(error),
    )


def _state(outcome: Outcome, held_before: bool) -> str:
    if outcome.announcements:
        if outcome.problems:
            return "partly"
        return "ok" if outcome.changed else "unchanged"
    if not outcome.problems:
        return "empty"
    if all(problem.rule in FORBIDDEN for problem in outcome.problems):
        return "blocked"
    return "stale" if held_before else "failed"


def _sentences(source: Source, outcome: Outcome, state: str) -> tuple[str, str]:
    count, problems = outcome.announcements, outcome.problems
    read_fr = f"{count} annonce{'s' if count > 1 else ''} lue{'s' if count > 1 else ''}"
    read_en = f"{count} announcement{'' if count == 1 else 's'} read"
    check_fr, check_en = "", ""
    if source.connector.live:
        is_registered = source.id in registered_names()
        check_fr = f" À vérifier : rhi source check {source.id if is_registered else 'FICHIER.yaml'}."
        check_en = f" To look into it: rhi source check {source.id if is_registered else 'FILE.yaml'}."
    match state:
        case "ok":
            return f"{read_fr}.", f"{read_en}."
        case "unchanged":
            return f"{read_fr}, sans changement.", f"{read_en}, unchanged."
        case "partly":
            several = "s" if len(problems) > 1 else ""
            return (
                f"{read_fr} ; {len(problems)} non lue{several} : {problems[0].reason_fr}",
                f"{read_en}; {len(problems)} could not be: {problems[0].reason_en}",
            )
        case "blocked":
            return (
                f"{problems[0].reason_fr} Demander l’accord de l’éditeur, ou retirer la source.",
                f"{problems[0].reason_en} Ask the publisher for leave, or take the source out.",
            )
        case "stale":
            return (
                f"{problems[0].reason_fr} Ce qui était publié le reste.{check_fr}",
                f"{problems[0].reason_en} What was published stays.{check_en}",
            )
        case "empty":
            return (
                "La source a répondu mais ne contient aucune annonce, ce qui est suspect : vérifier son "
                f"adresse et ses réglages.{check_fr}",
                "The source answered but holds no announcement, which is suspicious: check its address "
                f"and settings.{check_en}",
            )
        case _:
            return problems[0].reason_fr + check_fr, problems[0].reason_en + check_en
