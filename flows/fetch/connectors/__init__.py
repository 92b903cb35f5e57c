"""One module for each way in which announcements are offered."""

from __future__ import annotations

from flows.fetch.connectors.feed import Feed
from flows.fetch.connectors.folder import Folder
from flows.fetch.connectors.pages import Pages
from flows.fetch.connectors.warc import Warc

AnyConnector = Folder | Warc | Pages | Feed
"""Every connector; a declaration chooses by `kind`."""

__all__ = ["AnyConnector", "Feed", "Folder", "Pages", "Warc"]
