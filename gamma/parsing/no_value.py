"""Words that people write where they have nothing to say: "aucune", "à définir", "on n’en a pas", "n/a"."""

import re

from gamma.parsing.text import normalise
from gamma.text import one_line

_NOTHING = frozenset(
    normalise(words)
    for words in (
        *(
            "aucun",
            "aucune",
            "aucuns",
            "aucunes",
            "rien",
            "rien du tout",
            "néant",
            "non",
            "no",
            "none",
            "nope",
        ),
        *(
            "nothing",
            "nothing yet",
            "n/a",
            "n.a.",
            "n.a",
            "na",
            "nc",
            "n.c.",
            "nd",
            "n.d.",
            "nr",
            "ras",
            "so",
            "s/o",
        ),
        *("sans objet", "non applicable", "not applicable", "nul", "null", "vide", "empty", "x", "xx", "xxx"),
        *(
            "à définir",
            "à déterminer",
            "à préciser",
            "à compléter",
            "à venir",
            "à voir",
            "à choisir",
            "à trouver",
        ),
        *("à construire", "reste à définir", "à définir ensemble", "à définir plus tard", "en cours"),
        *(
            "en cours de définition",
            "en cours de construction",
            "en construction",
            "en réflexion",
            "plus tard",
        ),
        *("indéfini", "indéfinie", "non défini", "non définie", "non renseigné", "non renseignée", "inconnu"),
        *("inconnue", "pas encore", "ne sait pas", "nsp", "jsp", "je ne sais pas", "on ne sait pas", "todo"),
        *("on verra", "tbd", "tbc", "tba", "to be defined", "to be determined", "to be confirmed", "to come"),
        *("to do", "undefined", "unknown", "not yet", "not known", "not yet known", "i do not know", "later"),
        *(
            "i don't know",
            "we don't know",
            "we do not know",
            "don't know",
            "in progress",
            "we have none",
            "we'll see",
        ),
    )
)
_THINGS = (
    r"(?:metriques?|indicateurs?|chiffres?|mesures?|donnees?|idees?|objectifs?|cibles?|noms?|preuves?|unites?"
    r"|metrics?|indicators?|figures?|measures?|data|ideas?|targets?|goals?|names?|evidence|proofs?|units?|one)"
)
_NO = re.compile(
    rf"(?:aucune?s?|no|not any|sans|without|pas(?: encore)?(?: (?:de|d))?|pas(?: encore)? une?) {_THINGS}"
    r"(?: (?:encore|yet|pour l instant|pour le moment|a ce jour|for now|so far|at the moment|a ce stade))?"
    r"|(?:(?:on|nous|il|elle|je|j|y) )+(?:ne |n )?(?:l |les? |en |y )*(?:\w+ ){0,2}pas(?: encore)?"
    rf"(?: (?:defini\w*|choisi\w*|fixe\w*|de|d|{_THINGS}|pour|l|le|instant|moment))*"
    r"|pas(?: encore)? (?:defini|choisi|fixe|connu|renseigne|determine|decide|mesure)\w*"
    r"|not(?: yet)? (?:defined|chosen|set|decided|measured|available)(?: yet)?"
    rf"|(?:we|i) (?:do not|don t|have not|haven t)(?: yet)? (?:have|got|defined?|chosen?|set)"
    rf"(?: (?:any|it|one|a|yet|{_THINGS}))*"
)
_REMOVALS = frozenset(
    normalise(
        "remove retirer enlever supprimer effacer delete clear erase vider annuler cancel reset"
    ).split()
)
_OTHER_COMMANDS = frozenset(
    normalise(
        "add ajouter change changer modifier edit show voir montrer list liste help aide move déplacer plan "
        "planifier revoke révoquer open ouvrir close fermer send envoyer share partager"
    ).split()
)


def is_no_value(typed: str) -> bool:
    """Whether it says that there is nothing, or consists of marks alone."""
    words = normalise(one_line(typed))
    return not words or words in _NOTHING or _NO.fullmatch(words) is not None


def is_removal(typed: str) -> bool:
    """Whether it is nothing but a word that takes something away, or "none"."""
    return normalise(typed) in _REMOVALS or (bool(typed.strip()) and is_no_value(typed))


def is_bare_command(typed: str) -> bool:
    """Whether it is nothing but another word of commands: nobody calls a place "déplacer"."""
    return normalise(typed) in _OTHER_COMMANDS
