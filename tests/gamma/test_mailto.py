"""A mail ready to be sent is read back as it was written, whatever people put in it, and never too long."""

from email.headerregistry import Address
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.mailto import MOST_CHARACTERS, mailto
from gamma.text import link, one_line


def read(address: str) -> tuple[list[str], dict[str, str]]:
    """As RFC 6068 says, where a plus is a plus."""
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    fields = [field.split("=") for field in parts.query.split("&")]
    assert [name for name, _ in fields] == ["subject", "body"]
    to = [unquote(each) for each in parts.path.split(",") if each]
    return to, {name: unquote(value, errors="strict") for name, value in fields}


def test_it_is_written_as_the_standard_says() -> None:
    assert mailto("a@b.fr", "Café + thé & co", "Bonjour,\nà 14 h ?") == (
        "mailto:a@b.fr?subject=Caf%C3%A9%20%2B%20th%C3%A9%20%26%20co"
        "&body=Bonjour%2C%0D%0A%C3%A0%2014%20h%20%3F"
    )


def test_nobody_one_or_several() -> None:
    assert mailto("", "s", "b") == mailto([], "s", "b") == "mailto:?subject=s&body=b"
    assert mailto(["a+b@c.fr", "d@e.fr"], "s", "b") == "mailto:a%2Bb@c.fr,d@e.fr?subject=s&body=b"


@pytest.mark.parametrize(
    "hostile",
    ["x&bcc=e@vil.fr", "x?bcc=e@vil.fr", "x\r\nBcc: e@vil.fr", "x%0D%0ABcc: e@vil.fr", "x#y,z@a.fr"],
)
def test_nothing_typed_adds_a_field_or_a_reader(hostile: str) -> None:
    to, fields = read(mailto(hostile, hostile, hostile))
    assert to == [one_line(hostile)]
    assert fields == {"subject": one_line(hostile), "body": hostile}


def test_more_addresses_than_fit_are_left_to_the_reader() -> None:
    many = [str(Address(username="a" * 60, domain=f"{n}.example")) for n in range(9)]
    assert read(mailto(many, "s", "b"))[0] == []
    assert read(mailto(many[:3], "s", "b"))[0] == many[:3]


def test_of_ever_shorter_mails_the_first_that_fits_is_taken_whole() -> None:
    lines = [f"{n}. Décision prise et notée" for n in range(200)]
    bodies = ["\n".join([*lines[:most], "À bientôt"]) for most in (200, 100, 20, 3)]
    address = mailto("a@b.fr", "s", *bodies)
    assert read(address)[1]["body"] == bodies[2].replace("\n", "\r\n")
    assert len(address) <= MOST_CHARACTERS
    assert read(mailto("a@b.fr", "s", *bodies[:2]))[1]["body"] == ""


def test_what_fits_exactly_is_taken() -> None:
    room = MOST_CHARACTERS - len(mailto("a@b.fr", "s", ""))
    assert mailto("a@b.fr", "s", "x" * room, "y").endswith("x")
    assert mailto("a@b.fr", "s", "x" * (room + 1), "y").endswith("body=y")


TYPED = st.text(max_size=300)


@given(st.lists(TYPED, max_size=4), TYPED, st.lists(TYPED, max_size=20))
def test_whatever_is_typed_it_opens(to: list[str], subject: str, lines: list[str]) -> None:
    address = mailto(to, subject, "\n".join(lines))
    assert len(address) <= MOST_CHARACTERS
    assert link("Write", address).spans[0].url == address
    _, fields = read(address)
    assert one_line(subject).startswith(fields["subject"])
    assert all(one_line(line) == line for line in fields["body"].split("\r\n"))
