"""Words to one person about their answer are said otherwise where a sponsor reads."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("à définir", "La métrique principale reste à choisir."),
        ("pas encore", "Il n’y a pas de métrique d’impact pour l’instant."),
    ],
)
def test_what_the_sponsor_reads_is_not_said_to_one_person(talk: Talk, metric: str, said: str) -> None:
    enrolled(talk)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    assert "je comprends" in talk.assess(impact={"metric": metric}).text
    talk.say("assess share")
    for line in ("point ordre-du-jour", "point courriel", "comité dossier", "évaluer résultat équipe"):
        shown = talk.say(line).text
        assert said in shown
        assert "je comprends" not in shown
