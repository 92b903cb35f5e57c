"""What a number counts: the noun phrase after it, or the subject of its sentence before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Quantity

_LEXICON = lexicon("units")
_UNITS: dict[str, str] = {
    noun: code for code, nouns in reversed(_LEXICON["units"].items()) for noun in nouns.split()
}
_PHRASES = re.compile(
    "|".join(rf"(?P<{code}>{alternatives(phrases)})" for code, phrases in _LEXICON["unit_phrases"].items())
)
_STOPS = frozenset(_LEXICON["stops"].split())
_NOT_VERBS = frozenset(_LEXICON["not_verbs"].split())
_MEASURES = frozenset(_LEXICON["measures"].split())
_ENDS = _STOPS | frozenset(_LEXICON["prepositions"].split())
_LONGEST = 110
_PHRASE_WORD = re.compile(r"[\w-]+'?")
_WORD_OR_COLON = re.compile(r"[\w']+|:")
_OPENING = re.compile(
    r" ?(?:(?:: )?(?:(?:c'est|voici|voila|soit) )?(?:le )?(?:nombre|total) (?:total )?(?=d'|de |des )|: )?"
    r"(?:d'|de |des |de la |du )?"
)
_TOKEN = re.compile(r" ?(?P<word>[\w'/-]*\w\.?(?:e\b)?(?:-\w+)*'?)")
_VERB_ENDING = re.compile(r"\w*(?:[eidvt]ront|rront)\Z")
_AUXILIARY = re.compile(
    r" (?:ont|avaient|auront|sont|etaient|seront|a|est)(?: (?:ainsi|deja|tous|toutes|ete))* "
    r"\w*(?:e|ee|es|ees|i|ie|is|ies|it|u|ue|us|ues|rt|rte|ts|tes)\b"
)
_HAVE = re.compile(
    r" (?:(?:ont|avaient|auront|a|avait)\b|(?:sont|etaient) (?:\w+ ){0,2}?(?:entre|devenu|reste|revenu|parti"
    r"|sorti|arrive|venu|passe|alle|retourne|monte|ne)(?:e|s|es)?\b)"
)
"""Auxiliaries whose clause tells which ones are counted: "médecins ont adressé un patient"."""
_CLAUSE = re.compile(r"(?: (?!(?:et|ou|puis|sur) \d)[^\s.;:,()|•«»!?]{1,30}){0,9}")
_FURTHER_FIGURE = re.compile(
    r" (?!(?:19|20)\d\d\b)\d[\d ,]*(?! ?(?:ans|%|pour cent)\b)\b"
    r"| et (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente)\b"
)
"""A figure of its own in what is said of those counted: "cabinets ont donné 4 260 consultations"."""
_TURN = (
    r" (?:(?:ou|et) (?:ils?|elles?|on|l'on)|ou (?:se|s')|et (?:a|ont|donne|permis|fait|rendu|conduit|recu))\b"
    r"| et (?:d'|de |a |y )?\w{2,}(?:e|i|u|is|it|ert|er|ir|re) (?:a |aux? |de )?"
    r"(?:plus de |pres de |environ )?\d"
)
_AGE = re.compile(
    r" (?:de|des|ages? de|agees? de)(?: \d{1,3}| moins| plus)(?: de)?(?: \d{1,3})?(?: (?:a|et|-) \d{1,3})?"
    r" ans\b(?: et (?:plus|moins))?"
)
_NUMBERED_COMPLEMENT = (
    r" (?:de|dans|sur|pour|parmi|a|avec|en|depuis|au|et|les|sur les|vers|entre|chez|aupres de)"
    r"(?: plus de| pres de)? ?"
    r"(?:\d(?!\d?(?:e|eme)\b)|une? \w+(?:aine|illier)s?\b"
    r"|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quinze|vingt)\b)"
)
_WHEN = (
    r" (?:en (?:un|une|moyenne|tout|(?:19|20)\d\d|(?:\d+|[a-z]+) (?:an|mois|semaine|jour)s?)"
    r"|(?:le|la|l'|cet|ce) ?(?:soir|matin|nuit|jour|week-end|ete|hiver|automne|printemps|mois|saison)"
    r"|depuis|au (?:printemps|cours|total|titre)"
    r"|(?:la|des la|sur la|pour la) (?:premiere|deuxieme|seconde) (?:annee|saison)|par (?:an|mois)"
    r"|a l'(?:automne|ete|issue)|d'ici"
    r"|cet(?:te)? (?:annee|ete)|chaque (?:annee|mois|jour|semaine)"
    r"|dans (?:l'annee|le cadre)|aux cotes|l'an|hier|lors)\b"
)
_BREAK = re.compile(f"{_NUMBERED_COMPLEMENT}|{_WHEN}|{_TURN}")
_ADJECTIVES_DEEP = 4
_SEGMENT_START = re.compile(r"[\n|•;.!?»]|, (?:et |mais |puis )?(?=(?:le|la|les|ses|nos|leurs) [a-z]|l')")
_TRIM_START = re.compile(
    r"[\s\-–*>✓»«]*(?:(?:le|la|les|l'|un|une|des|ce|cette|ces|et|au)(?: |(?<=')))?"
    r"(?:en \d{4},? )?(?:\d[\d ,]* )?"
    r"(?:(?:nombre|total|volume) (?:total |annuel |moyen )?(?:de |d'|des ))?"
)
_TRIM_END = re.compile(
    r"(?:[^\w]| (?:de|d'|a|est|du|soit|pour|avec|par|plus|moins|pres|aupres|environ|alors|en|y|se|et|ou"
    r"|dans|sur)"
    r"(?![\w]))+\Z"
)
_ARTICLE = re.compile(r"\b(?:une?|la|le|les|des) |\bl'")
_DIRECT = re.compile(r"(?P<words>(?:[\w'-]+ ){1,6})(?:de|d'|:|a|est de|est a) ?")
_NAME_AND_SIGN = re.compile(r"(?P<name>[^:|]{3,90}?) ?[:|] ?[+-]?")
_PRONOUN = re.compile(
    r" (?:d'entre (?:eux|elles)"
    r"|(?:n'|ne |l'|se |s'|y |en )*(?:(?:s|ser|aur)?ont|[a-z]{2,}(?:[^m]ent|aient))\b)"
)


class Label(NamedTuple):
    """Offsets of the words that say what is counted, and the unit they tell."""

    start: int
    end: int
    unit: str | None
    noun: str = ""
    """The noun that tells the unit."""

    @classmethod
    def of(cls, counted: Quantity) -> Label:
        """The label of what was counted before."""
        return cls(counted.label_start, counted.label_end, counted.unit)


def unit_of(folded: str, start: int, end: int) -> tuple[str | None, str]:
    """Unit code of the first known noun of a phrase, before any complement, and that noun."""
    if (phrase := _PHRASES.match(folded, start, end)) is not None:
        return phrase.lastgroup, phrase.group().partition(" ")[0]
    for index, match in enumerate(_PHRASE_WORD.finditer(folded, start, end)):
        word = match.group()
        if index >= _ADJECTIVES_DEEP or (index and (word in _ENDS or word.isdecimal())):
            break
        for form in _singulars(word):
            if form in _UNITS:
                return _UNITS[form], word
    return None, ""


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("aux"):
        return (word, word[:-3] + "al", word[:-1])
    if word.endswith(("s", "x")):
        return (word[:-1], word)
    return (word,)


def starts_with_pronoun(folded: str, position: int) -> bool:
    """Whether a verb or "d'entre eux" follows at once: the number stands for something said before."""
    return _PRONOUN.match(folded, position) is not None


def label_after(folded: str, position: int) -> Label | None:
    """The noun phrase that begins at `position`, up to its verb, a comma or the end of the clause."""
    opening = _OPENING.match(folded, position)
    begin = opening.end() if opening else position
    if folded[begin : begin + 1].isdecimal():
        return None
    limit = min(len(folded), begin + _LONGEST)
    cursor = aged = begin
    while cursor < limit:
        age = _AGE.match(folded, cursor, limit)
        if age:
            cursor = aged = age.end()
            continue
        token = _TOKEN.match(folded, cursor, limit)
        if token is None or not token["word"]:
            break
        word = token["word"].rstrip(".")
        if cursor > begin and _BREAK.match(folded, cursor):
            break
        if word in _STOPS or (cursor > begin and _is_verb(word)):
            told = (
                _AUXILIARY.match(folded, cursor) if _HAVE.match(folded, cursor) and cursor > begin else None
            )
            clause = _CLAUSE.match(folded, told.end()) if told else None
            if clause and not _FURTHER_FIGURE.search(folded, clause.start(), clause.end()):
                cursor = clause.end()
            break
        cursor = token.start("word") + len(word)
        if word != token["word"]:
            break
    closing = _TRIM_END.search(folded, aged, cursor)
    end = closing.start() if closing else cursor
    if end <= begin:
        return None
    return Label(begin, end, *unit_of(folded, begin, end))


def _is_verb(word: str) -> bool:
    if word.endswith("ent"):
        return not word.endswith("ment") and word not in _NOT_VERBS
    return _VERB_ENDING.match(word) is not None


def label_before(folded: str, position: int) -> Label | None:
    """The subject of the sentence that ends in a number at `position`."""
    begin = max(0, position - 2 * _LONGEST)
    cell = position - 2 if folded.startswith("| ", position - 2) else position
    cuts = [match.end() for match in _SEGMENT_START.finditer(folded, begin, cell)]
    begin = cuts[-1] if cuts else begin
    if (named := _NAME_AND_SIGN.fullmatch(folded, begin, position)) is not None:
        return _trimmed(folded, *named.span("name"))
    for article in _ARTICLE.finditer(folded, begin, position):
        direct = _DIRECT.fullmatch(folded, article.end(), position)
        if direct and not any(word in _MEASURES for word in direct["words"].split()):
            return _trimmed(folded, direct.start("words"), direct.end("words"))
    end = position
    for match in _WORD_OR_COLON.finditer(folded, begin, position):
        if (match.group() in _MEASURES or match.group() == ":") and match.start() > begin:
            end = match.start()
            break
    return _trimmed(folded, begin, end)


def _trimmed(folded: str, start: int, end: int) -> Label | None:
    opening = _TRIM_START.match(folded, start, end)
    start = opening.end() if opening else start
    closing = _TRIM_END.search(folded, start, end)
    end = closing.start() if closing else end
    start = max(start, end - _LONGEST)
    return Label(start, end, *unit_of(folded, start, end)) if end - start >= 3 else None
