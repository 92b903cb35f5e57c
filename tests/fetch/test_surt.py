from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.surt import host_name, surt


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.bretagne.ars.sante.fr/forum", "fr,sante,ars,bretagne)/forum"),
        ("http://EXEMPLE.fr:80", "fr,exemple)/"),
        ("https://exemple.fr:8443/a", "fr,exemple:8443)/a"),
        ("https://exemple.fr/a/#agenda", "fr,exemple)/a"),
        ("https://exemple.fr/a.ics#uid=1%40exemple.fr", "fr,exemple)/a.ics#uid=1%40exemple.fr"),
        ("https://exemple.fr/a.ics?b=1#uid=%65t%c3%a9", "fr,exemple)/a.ics?b=1#uid=et%C3%A9"),
        ("https://exemple.fr/a.ics#page&uid=1", "fr,exemple)/a.ics"),
        ("https://exemple.fr/index.php/a", "fr,exemple)/a"),
        ("https://exemple.fr/index.html", "fr,exemple)/"),
        ("https://exemple.fr/A?b=2&a=1&utm_medium=x&fbclid=y&xtor=RSS-1", "fr,exemple)/A?a=1&b=2"),
        ("https://exemple.fr/a?id=12&idfbclid=3", "fr,exemple)/a?id=12&idfbclid=3"),
        ("https://exemple.fr/été", "fr,exemple)/%C3%A9t%C3%A9"),
        ("https://exemple.fr/%c3%a9t%C3%A9%2Dville", "fr,exemple)/%C3%A9t%C3%A9-ville"),
        ("https://santé.exemple.fr/", "fr,exemple,xn--sant-epa)/"),
        ("http://127.0.0.1:8000/a", "127.0.0.1:8000)/a"),
        ("https://exemple.fr:port/a", "https://exemple.fr:port/a"),
    ],
)
def test_key_of_an_address(url: str, key: str) -> None:
    assert surt(url) == key


def test_pages_that_differ_keep_different_keys() -> None:
    urls = ["/a", "/A", "/a/b", "/a?b=1", "/a?b=2", "/a?B=1", "/index.phpx", "/a%2Fb", "/a#uid=1", "/a#uid=2"]
    assert len({surt("https://exemple.fr" + url) for url in urls}) == len(urls)


@given(st.text("ab/é œ-_.~!'(),;", max_size=20))
def test_escaped_and_plain_address_meet(path: str) -> None:
    plain = f"https://exemple.fr/x{path}x"
    assert surt(plain) == surt(quote(plain, safe="/:-_.~!'(),;"))


def test_host_name_keeps_www() -> None:
    assert host_name("https://WWW.Exemple.fr:8080/a") == "www.exemple.fr"
    assert host_name("http://[::1") == ""
