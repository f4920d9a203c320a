"""What a portfolio manager is told before a checkpoint."""

from datetime import date

import pytest

from gamma.checkpoints.agenda import Agenda, CriterionChange
from gamma.checkpoints.manager_messages import things
from gamma.programme.file import load_programme
from gamma.startups.startup import Startup
from gamma.translator import Translator

STARTUP = Startup("velo-facile", "Vélo facile", "", "fabrique", ())
IMPACT = load_programme().criterion("impact")


@pytest.mark.parametrize(
    ("metric", "missing"),
    [
        ("on ne sait pas encore", "aucune métrique d’impact n’est encore nommée"),
        ("TBD", "aucune métrique d’impact n’est encore nommée"),
        ("Dossiers traités", "la métrique d’impact n’a pas encore d’objectif"),
    ],
)
def test_words_that_say_there_is_none_name_no_metric(metric: str, missing: str) -> None:
    change = CriterionChange(IMPACT, "not_yet", None)
    facts = {"metric": metric}
    agenda = Agenda(STARTUP, date(2026, 12, 4), None, (), criterion_changes=[change], facts=facts)
    assert [each.text for each in things(Translator("fr"), agenda, is_near=False)] == [missing]
