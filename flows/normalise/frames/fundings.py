"""Fundings: every sum that is an initiative's money, and every funder named without a sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import Group, groups
from flows.normalise.frames.date_roles import PlacedDate, units
from flows.normalise.frames.funding_parties import (
    Receiver,
    financed_by_end,
    funder_of,
    label_organisation,
    receiver_of,
)
from flows.normalise.frames.funding_tables import fundings_of_tables
from flows.normalise.frames.funding_terms import (
    basis_of,
    deadline_of,
    instrument_of,
    period_of,
    rates_in,
    status_of,
)
from flows.normalise.frames.funding_words import ToldSum, told_sums, words
from flows.normalise.frames.model import Event, Evidence, Funding, Programme
from flows.normalise.frames.organisers import is_newsletter
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
