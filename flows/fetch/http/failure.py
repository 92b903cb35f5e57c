"""Why an address could not be had, in words for the people who keep the source."""

from __future__ import annotations

import requests
import urllib3

from flows.fetch.capture import Problem


class FailedError(Exception):
    """Why a page could not be had; becomes a `Problem` of the source that asked."""

    def __init__(self, rule: str, reason_fr: str, reason_en: str, raw_value: str | None = None) -> None:
        super().__init__(reason_en)
        self.rule, self.reason_fr, self.reason_en, self.raw_value = rule, reason_fr, reason_en, raw_value

    def problem(self, source_id: str, url: str | None) -> Problem:
        """The failure as a problem of a source, at the address it asked for."""
        return Problem(source_id, url, self.rule, self.reason_fr, self.reason_en, self.raw_value)


def too_slow() -> FailedError:
    """The site took longer than the settings allow."""
    return FailedError(
        "too_slow",
        "Le site n’a pas donné la page dans le temps imparti.",
        "The site did not give the page within the time allowed.",
    )


def unreachable(error: Exception) -> FailedError:
    """What became of a connection."""
    if isinstance(error, requests.exceptions.SSLError):
        return FailedError(
            "tls_invalid",
            "Le certificat du site n’est pas valable ; la page n’a pas été demandée.",
            "The site's certificate is not valid; the page was not asked for.",
            str(error),
        )
    if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return too_slow()
    return FailedError(
        "connection_failed",
        "La connexion au site a échoué ou s’est interrompue.",
        "The connection to the site failed or broke off.",
        str(error),
    )
