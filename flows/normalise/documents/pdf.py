"""A PDF to drafts of blocks: its text layer in reading order, without what each sheet repeats."""

from __future__ import annotations

import pypdfium2 as pdfium

from flows.normalise.documents.drafts import Draft
from flows.normalise.documents.lines import unwrapped, without_debris
from flows.normalise.documents.pdf_lines import Sheet, join_sheets, read_sheet
from flows.normalise.documents.problems import UnreadableDocument
from flows.normalise.documents.text import drafts_of

_MOST_PAGES = 1_000
_FEWEST_LETTERS = 20
"""Letters below which a PDF counts as pictures: page numbers and stamps are text as well."""


def read_pdf(body: bytes) -> list[Draft]:
    """The drafts of a PDF, each with the page it stands on.

    Raises UnreadableDocument: pdf_encrypted, pdf_broken, pdf_without_text, pdf_too_long.
    """
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        raise _unopened(str(error)) from error
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise UnreadableDocument(
                "pdf_too_long",
                f"Le PDF compte {count} pages, plus que la limite de {_MOST_PAGES} : "
                "indiquer le document de l'annonce elle-même.",
                f"The PDF has {count} pages, over the limit of {_MOST_PAGES}: "
                "give the announcement's own document.",
            )
        sheets = [_sheet(document, number) for number in range(count)]
    except pdfium.PdfiumError as error:
        raise _broken() from error
    finally:
        document.close()
    lines = join_sheets(sheets)
    if sum(character.isalpha() for line in lines for character in line.text) < _FEWEST_LETTERS:
        raise UnreadableDocument(
            "pdf_without_text",
            "Le PDF ne contient pas de texte, seulement des images : publier le document d'origine ou un PDF "
            "passé par la reconnaissance de caractères.",
            "The PDF holds no text, only pictures: publish the original document or a PDF with "
            "recognised text.",
        )
    return drafts_of(unwrapped(without_debris(lines)))


def _sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return read_sheet(textpage, number + 1)
        finally:
            textpage.close()
    finally:
        page.close()


def _unopened(message: str) -> UnreadableDocument:
    if "password" in message.lower() or "security" in message.lower():
        return UnreadableDocument(
            "pdf_encrypted",
            "Le PDF est protégé par un mot de passe : publier une version sans protection.",
            "The PDF is protected by a password: publish a version without protection.",
        )
    return _broken()


def _broken() -> UnreadableDocument:
    return UnreadableDocument(
        "pdf_broken",
        "Le fichier se dit PDF mais ne s'ouvre pas : il est tronqué ou abîmé ; le déposer à nouveau.",
        "The file says it is a PDF but does not open: it is cut or damaged; upload it again.",
    )
