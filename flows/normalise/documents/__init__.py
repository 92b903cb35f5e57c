"""From captured bytes to a Document, whatever they come as."""

from __future__ import annotations

from flows.normalise.documents.problems import UnreadableDocument
from flows.normalise.documents.read import read_document

__all__ = ["UnreadableDocument", "read_document"]
