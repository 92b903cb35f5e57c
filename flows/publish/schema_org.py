"""The dataset as schema.org describes it (https://schema.org/Dataset), for search engines.

Wording is French; English names and descriptions stand beside it where schema.org has a place for them.
"""

from __future__ import annotations

from typing import Any

from flows.publish import dataset
from flows.publish.contents import Contents
from flows.publish.distributions import Distribution, distributions
from flows.settings import Settings


def schema_org_dataset(contents: Contents, version: str) -> dict[str, Any]:
    """The description that `index.html` carries; downloads are at `latest`."""
    settings = contents.settings
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": dataset.TITLE.fr,
        "alternateName": dataset.TITLE.en,
        "description": dataset.DESCRIPTION.fr,
        "identifier": dataset.NAME,
        "version": version,
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "license": settings.licence_url,
        "keywords": list(dataset.KEYWORDS),
        "datePublished": contents.data_date.isoformat(),
        "dateModified": contents.data_date.isoformat(),
        "spatialCoverage": {"@type": "Place", "name": "France"},
        "creator": organisation(settings),
        "publisher": organisation(settings),
        "distribution": [_download(file, settings) for file in distributions(contents)],
    }
    if settings.base_url:
        described["url"] = settings.latest_address
    covered = contents.coverage
    if covered.events_from and covered.events_to:
        described["temporalCoverage"] = f"{covered.events_from.isoformat()}/{covered.events_to.isoformat()}"
    return described


def organisation(settings: Settings) -> dict[str, str]:
    """Who publishes the dataset."""
    described = {"@type": "Organization", "name": settings.operator_name}
    if settings.contact_email:
        described["email"] = settings.contact_email
    if settings.contact_page:
        described["url"] = settings.contact_page
    return described


def _download(file: Distribution, settings: Settings) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.title.fr,
        "description": file.description.fr,
        "contentUrl": f"{settings.latest_address}{file.name}",
        "encodingFormat": file.format.media_type,
        "contentSize": f"{file.facts.bytes} B",
    }
