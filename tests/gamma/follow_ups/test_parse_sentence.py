"""A sentence that asks for something to be done: what, by whom and by when."""

from datetime import date

import pytest

from gamma.follow_ups.parse_sentence import parse_sentence
from gamma.parsing.text import normalise

TODAY = date(2026, 11, 23)  # a Monday
KNOWN = {"lina", "lina roux", "omar"}


@pytest.mark.parametrize(
    ("typed", "what", "who", "due"),
    [
        ("rappelle à Lina d’envoyer le devis", "envoyer le devis", "Lina", None),
        ("peux tu dire à Omar de préparer la salle pour jeudi", "préparer la salle", "Omar", "2026-11-26"),
        ("demande à Lina Roux qu’elle doit relire le bail", "relire le bail", "Lina Roux", None),
        ("ask Omar to book the room by friday", "book the room", "Omar", "2026-11-27"),
        ("il faut que Lina appelle la mairie", "appelle la mairie", "Lina", None),
        ("dis à Zoé de venir", "dis à Zoé de venir", "", None),
        ("je dois payer la facture", "payer la facture", "moi", None),
        ("remind us to call the town", "call the town", "", None),
    ],
)
def test_who_does_what_by_when(typed: str, what: str, who: str, due: str | None) -> None:
    parsed = parse_sentence(typed, TODAY, lambda name: normalise(name) in KNOWN)
    assert (parsed.what, parsed.who) == (what, who)
    assert parsed.due == (date.fromisoformat(due) if due else None)
