"""The review as it is printed: in colours on a terminal, as plain text elsewhere."""

from __future__ import annotations

import re

import pytest

from flows.review.announcement import Review
from flows.review.terminal import show_review


def test_as_plain_text(forum: Review, capsys: pytest.CaptureFixture[str]) -> None:
    show_review(forum)
    assert (
        capsys.readouterr().out
        == """\
Forum <b>�[31m
https://exemple.fr/?a="><script>, read on 2025-01-06

announcement 1
event 1
organisation_role 2

⟦event 2 ⟦organisation_role 3,4 Forum <script>alert("x")</script> & santé 3,4⟧ 2⟧
L’ARS verse 50 000 euros.

1 announcement
   announcement_id: a1
   title: Forum <b>�[31m
   read by masthead.py:21 read_title

2 event
   event_id: e1
   name: Forum
   « Forum <script>alert("x")</script> & santé »
   read by events.py:44 read_events › x.py:5 <y>

3 organisation_role
   subject_type: event
   subject_id: → 2 event
   organisation_name: "A" & <B>
   role: funder
   « Forum <script>alert("x")</script> & santé »
   read by roles.py:39 add

4 organisation_role
   subject_type: event
   subject_id: → 2 event
   organisation_name: C
   role: funder
   « Forum <script>alert("x")</script> & santé »
   read by roles.py:39 add

"""
    )


def test_on_a_terminal_words_wear_the_colour_of_their_innermost_table(
    forum: Review, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    show_review(forum)
    shown = capsys.readouterr().out
    assert "\x1b[1;30;48;2;255;209;102m⟦event 2 \x1b[0m" in shown
    assert (
        '\x1b[30;48;2;220;198;247mForum <script>alert("x")</script> & santé\x1b[0m'
        "\x1b[1;30;48;2;220;198;247m 3,4⟧\x1b[0m"
    ) in shown
    assert "\nL’ARS verse 50 000 euros.\n" in shown


def test_every_announcement_is_shown(reviews: dict[str, Review], capsys: pytest.CaptureFixture[str]) -> None:
    for name, review in reviews.items():
        show_review(review)
        shown = capsys.readouterr().out
        text = shown.split("\n\n", 2)[2]
        without_marks = re.sub(r"⟦[a-z_]+ [\d,]+ | [\d,]+⟧", "", text)
        assert without_marks.startswith(review.text), name
        assert f"\n{len(review.rows)} {review.rows[-1].table}\n" in shown, name
