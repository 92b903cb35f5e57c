"""A DOCX (ECMA-376) to drafts of blocks, by way of the page that it would be in HTML."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATED
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from flows.normalise.documents.docx_html import page_of
from flows.normalise.documents.docx_walk import DocxWalk
from flows.normalise.documents.drafts import Draft
from flows.normalise.documents.html import read_html
from flows.normalise.documents.model import PageMetadata
from flows.normalise.documents.problems import UnreadableDocument

_MOST_BYTES = 100_000_000
"""Of all that is packed in the file: pictures mostly."""
_MOST_XML_BYTES = 20_000_000
"""Of what is parsed: text, styles, numbering."""
_NOT_PARSED = ("word/media/", "word/embeddings/", "word/fonts/")


def read_docx(body: bytes) -> tuple[list[Draft], PageMetadata]:
    """The drafts of a DOCX, and what it says of itself.

    Raises UnreadableDocument: docx_broken, docx_too_large, docx_without_text.
    """
    try:
        _check_sizes(body)
        document = docx.Document(BytesIO(body))
        page = _page(document)
    except UnreadableDocument:
        raise
    except Exception as error:  # whatever a library meets in a damaged file
        raise UnreadableDocument(
            "docx_broken",
            "Le fichier se dit DOCX mais ne s’ouvre pas : il est tronqué ou abîmé ; le déposer à nouveau.",
            "The file says it is a DOCX but does not open: it is cut or damaged; upload it again.",
        ) from error
    drafts, metadata = read_html(page)
    if not any(character.isalpha() for draft in drafts for character in draft.text):
        raise UnreadableDocument(
            "docx_without_text",
            "Le fichier DOCX ne contient pas de texte, seulement des images : publier une version qui en a.",
            "The DOCX holds no text, only pictures: publish a version with text.",
        )
    return drafts, metadata


def _check_sizes(body: bytes) -> None:
    """Refuse a file that would fill the memory, by the sizes that its directory states; no part is unpacked
    beyond its own."""
    with ZipFile(BytesIO(body)) as file:
        sizes = [(part.filename, part.file_size) for part in file.infolist()]
    parsed = sum(size for name, size in sizes if not name.startswith(_NOT_PARSED))
    if parsed > _MOST_XML_BYTES or sum(size for _, size in sizes) > _MOST_BYTES:
        most = _MOST_XML_BYTES // 1_000_000
        raise UnreadableDocument(
            "docx_too_large",
            f"Le fichier DOCX contient plus de {most} Mo de texte une fois décompressé : indiquer le "
            "document de l’annonce elle-même.",
            f"The DOCX holds more than {most} MB of text once unpacked: give the announcement's own "
            "document.",
        )


def _page(document: Document) -> str:
    part = document.part
    related = [relation for relation in part.rels.values() if not relation.is_external]

    def elements(kind: str) -> list[Element]:
        return [relation.target_part.element for relation in related if relation.reltype == kind]

    numbering = elements(RELATED.NUMBERING)
    walk = DocxWalk(document.styles.element, numbering[0] if numbering else None)
    addresses = {key: relation.target_ref for key, relation in part.rels.items() if relation.is_external}
    pieces = list(walk.pieces(document.element.body, addresses))
    headers = [piece for header in elements(RELATED.HEADER) for piece in walk.pieces(header, {})]
    footers = [piece for footer in elements(RELATED.FOOTER) for piece in walk.pieces(footer, {})]
    return page_of(pieces, headers, footers, document.core_properties.title)
