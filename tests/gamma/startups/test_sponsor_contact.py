"""A contact at the sponsor as it is typed: on one line, and its address."""

import pytest

from gamma.errors import InvalidInputError
from gamma.startups.sponsor_contact import (
    SponsorContact,
    contact_line,
    parse_contact,
    parse_email,
    split_contact,
)
from gamma.text import Span
from gamma.translator import Translator


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("jeanne.martin@dge.example", "jeanne.martin@dge.example"),
        ("  Jeanne.Martin@DGE.Example\u200b ", "Jeanne.Martin@dge.example"),
        ("jeanne+points@mel.gouv.example", "jeanne+points@mel.gouv.example"),
        ("zoé@exämple.example", "zoé@exämple.example"),
    ],
)
def test_an_address_is_kept_as_it_is_written_to(typed: str, kept: str) -> None:
    assert parse_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jeanne",
        "jeanne@",
        "@dge.example",
        "jeanne@dge",
        "a b@dge.example",
        "jeanne@dge..example",
        "jeanne@[127.0.0.1]",
        "Jeanne <jeanne@dge.example>",
        "jeanne@bureau.invalid",
        "jeanne@poste.local",
    ],
)
def test_what_no_mail_reaches_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_email(typed)
    assert "jeanne.martin@example.org" in refused.value.text(Translator("en"))


def test_a_line_is_name_administration_and_address_in_any_spacing() -> None:
    whole = {"name": "Jeanne Martin", "administration": "DGE", "email": "j@dge.example"}
    assert split_contact("Jeanne Martin, DGE, j@dge.example") == whole
    assert split_contact(" Jeanne  Martin,DGE ,j@dge.example,") == whole
    assert split_contact("j@dge.example, Jeanne Martin, DGE") == whole
    dotted = {"name": "Jeanne Martin", "administration": "beta.gouv.fr", "email": ""}
    assert split_contact("Jeanne Martin, beta.gouv.fr") == dotted
    assert split_contact("Jeanne Martin, DGE, jeanne.martin") == {**whole, "email": "jeanne.martin"}
    assert split_contact("") == {"name": "", "administration": "", "email": ""}


def test_the_name_alone_is_needed() -> None:
    assert parse_contact("Jeanne") == SponsorContact("Jeanne")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [("jeanne@", "The name comes first"), ("Jeanne, jeanne@", "e-mail address"), ("é" * 151, "150")],
)
def test_what_of_a_line_cannot_be_kept_is_said(typed: str, refusal: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_contact(typed)
    assert refusal in refused.value.text(Translator("en"))


def test_an_address_is_shown_as_code_so_that_it_is_copied_as_it_is() -> None:
    told = contact_line(SponsorContact("Jeanne", "DGE", "j@dge.example"))
    assert told.spans == (Span("Jeanne (DGE), "), Span("j@dge.example", "code"))
