"""A contact at the sponsor as it is typed: on one line, and its address."""

import pytest

from gamma.errors import InvalidInputError
from gamma.startups.sponsor_contact import (
    SponsorContact,
    contact_line,
    parse_contacts,
    parse_email,
    parse_optional_email,
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


MARTIN = SponsorContact("Jeanne Martin", "DGE", "j@dge.example")


@pytest.mark.parametrize(
    "typed",
    [
        "Jeanne Martin, DGE, j@dge.example",
        " Jeanne  Martin,DGE ,j@dge.example,",
        "j@dge.example, Jeanne Martin, DGE",
        "Jeanne Martin ; DGE ; j@dge.example",
        "Jeanne Martin;DGE;j@dge.example",
        "Jeanne Martin — DGE — j@dge.example",
        "Jeanne Martin - DGE - j@dge.example",
        "Jeanne Martin | DGE | j@dge.example",
        "Jeanne Martin\tDGE\tj@dge.example",
        "Jeanne Martin <j@dge.example>, DGE",
        "Jeanne Martin, DGE <j@dge.example>",
        '"Jeanne Martin" <j@dge.example> ; DGE',
        "Jeanne Martin (DGE) <j@dge.example>",
        "Jeanne Martin, DGE (j@dge.example)",
        "Jeanne Martin — DGE — mailto:j@dge.example",
        "Jeanne Martin (DGE), j@dge.example.",
        "Jeanne Martin, DGE, j@dge.example, <j@dge.example>",
    ],
)
def test_a_line_is_name_administration_and_address_however_they_are_set_apart(typed: str) -> None:
    assert parse_contacts(typed) == [MARTIN]


def test_a_name_may_hold_a_comma_or_a_hyphen() -> None:
    assert parse_contacts('"Martin, Jeanne" <j@dge.example>') == [
        SponsorContact("Martin, Jeanne", "", "j@dge.example")
    ]
    assert parse_contacts("Anne-Marie d’Arc, Bouches-du-Rhône") == [
        SponsorContact("Anne-Marie d’Arc", "Bouches-du-Rhône")
    ]
    assert parse_contacts("Jeanne Martin, beta.gouv.fr") == [SponsorContact("Jeanne Martin", "beta.gouv.fr")]


def test_several_contacts_of_a_mail_program_are_several() -> None:
    assert parse_contacts("Jeanne Martin <j@dge.example>, Ali Ben <ali@anct.example>, ANCT") == [
        SponsorContact("Jeanne Martin", "", "j@dge.example"),
        SponsorContact("Ali Ben", "ANCT", "ali@anct.example"),
    ]
    assert parse_contacts("Jeanne Martin, DGE, j@dge.example ; Ali Ben, ali@anct.example") == [
        MARTIN,
        SponsorContact("Ali Ben", "", "ali@anct.example"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Jeanne, DGE, j@dge.example, k@dge.example",
        "Jeanne ; j@dge.example ; k@dge.example",
        "j@a.example, k@b.example",
    ],
)
def test_two_addresses_of_one_name_are_told(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_contacts(typed)
    assert "several addresses" in refused.value.text(Translator("en"))


@pytest.mark.parametrize("typed", ["mailto:j@dge.example", "Jeanne <j@dge.example>", "(j@dge.example)"])
def test_the_field_of_the_address_takes_what_mail_programs_copy(typed: str) -> None:
    assert parse_optional_email(typed) == "j@dge.example"


def test_the_name_alone_is_needed() -> None:
    assert parse_contacts("Jeanne") == [SponsorContact("Jeanne")]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("jeanne@", "The name comes first"),
        ("Jeanne, jeanne@", "e-mail address"),
        ("Jeanne Martin, DGE, jeanne.martin", "e-mail address"),
        ("é" * 151, "150"),
    ],
)
def test_what_of_a_line_cannot_be_kept_is_said(typed: str, refusal: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_contacts(typed)
    assert refusal in refused.value.text(Translator("en"))


def test_an_address_is_shown_as_code_so_that_it_is_copied_as_it_is() -> None:
    told = contact_line(SponsorContact("Jeanne", "DGE", "j@dge.example"))
    assert told.spans == (Span("Jeanne (DGE), "), Span("j@dge.example", "code"))
