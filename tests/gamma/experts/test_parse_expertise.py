"""What an expert helps in, as typed on one line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.experts.parse_expertise import (
    LEVELS,
    TypedDomain,
    UnknownDomainError,
    describe_expertise,
    parse_expertise,
)
from gamma.programme.file import SHIPPED, load_programme
from gamma.translator import LOCALES, Translator

PROGRAMME = load_programme(SHIPPED)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", {}),
        ("growth", {"growth": None}),
        ("growth design", {"growth": None, "design": None}),
        ("Growth, DESIGN et juridique", {"growth": None, "design": None, "legal": None}),
        ("croissance", {"growth": None}),
        ("mesure d'impact", {"impact": None}),
        ("mesure d’impact, rôles et rituels", {"impact": None, "roles": None}),
        ("roles and rituals and tech", {"roles": None, "tech": None}),
        ("growth référence", {"growth": 3}),
        ("growth 3 design 1", {"growth": 3, "design": 1}),
        ("growth: reference, design: je peux aider", {"growth": 3, "design": 1}),
        ("design I know it well", {"design": 2}),
        ("growth niveau 3", {"growth": 3}),
        ("produits", {"product": None}),
        ("growth growth 1", {"growth": 1}),
    ],
)
def test_domains_are_read_by_their_names_with_the_level_after_them(
    typed: str, meant: dict[str, int | None]
) -> None:
    assert {each.domain: each.level for each in parse_expertise(PROGRAMME, typed)} == meant


@pytest.mark.parametrize(
    ("typed", "near", "meant"),
    [
        ("jurdique", "legal", "legal"),
        ("growth désing", "design", "growth design"),
        ("groth 3", "growth", "growth 3"),
        ("growht dezign référence", "growth design", "growth design reference"),
        ("growht cuisine", None, "growht cuisine"),
        ("cuisine", None, "cuisine"),
        ("3", None, "3"),
    ],
)
def test_a_word_that_is_no_domain_is_asked_about(typed: str, near: str | None, meant: str) -> None:
    with pytest.raises(UnknownDomainError) as refused:
        parse_expertise(PROGRAMME, typed)
    assert " ".join(domain.id for domain in refused.value.near) == (near or "")
    assert refused.value.meant == meant
    told = refused.value.text(Translator("fr"))
    assert "Voulais-tu dire" in told if near else "Les domaines" in told


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("level", LEVELS)
def test_what_is_shown_can_be_typed_again(locale: str, level: int) -> None:
    every = {domain.id: level for domain in PROGRAMME.domains}
    said = ", ".join(describe_expertise(PROGRAMME, Translator(locale), every))
    assert parse_expertise(PROGRAMME, said) == [TypedDomain(domain, level) for domain in every]


@given(st.text(max_size=200))
def test_whatever_is_typed_it_is_read_or_asked_about(typed: str) -> None:
    with suppress(UnknownDomainError):
        known = {domain.id for domain in PROGRAMME.domains}
        assert {each.domain for each in parse_expertise(PROGRAMME, typed)} <= known
