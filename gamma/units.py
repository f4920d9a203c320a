"""Words for what is counted: "1 commune", "1 500 communes", and whether two of them can be compared."""

import re
from decimal import Decimal

from gamma.parsing.text import normalise

_WORD = re.compile(r"[^\W\d_]+")
_STOPS = frozenset(
    [
        "de",
        "d",
        "du",
        "des",
        "à",
        "a",
        "au",
        "aux",
        "en",
        "par",
        "sur",
        "pour",
        "of",
        "in",
        "per",
        "for",
        "with",
        "from",
        "to",
        "the",
        "la",
        "le",
        "les",
        "l",
    ]
)
"""What follows the first of these describes the thing, and keeps its number: "demandeurs d’emploi"."""

_SINGULARS = {
    **{"people": "person", "children": "child", "women": "woman", "men": "man"},
    **{"hôpitaux": "hôpital", "journaux": "journal", "tribunaux": "tribunal", "locaux": "local"},
    **{"travaux": "travail", "animaux": "animal", "territoriaux": "territorial", "sociaux": "social"},
    **{"businesses": "business", "branches": "branch", "churches": "church", "addresses": "address"},
}
_PLURALS = {one: many for many, one in _SINGULARS.items()}
_UNCHANGED = frozenset(
    [
        "mois",
        "pays",
        "bus",
        "fois",
        "temps",
        "cours",
        "recours",
        "avis",
        "cas",
        "repas",
        "os",
        "tas",
        "poids",
        "accès",
        "procès",
        "succès",
        "décès",
        "virus",
        "campus",
        "colis",
        "permis",
        "devis",
        "prix",
        "noix",
        "voix",
        "choix",
        "staff",
        "personnel",
        "series",
        "business",
        "address",
        "process",
        "co",
    ]
)

_USERS = (
    "usager utilisateur utilisatrice user personne person gens public beneficiaire client cliente individu"
)
_QUALIFIERS = "recurrent recurrente recurring actif active regulier reguliere regular unique"
_NO_PEOPLE = (
    "commune mairie ville village municipality town city entreprise societe company business firm pme "
    "tpe sme association ong charity ecole college lycee universite school university etablissement "
    "structure organisme organisation organization administration collectivite authority departement "
    "region intercommunalite epci service ministere ministry hopital clinique hospital logement foyer "
    "menage household dossier demande request file case projet project site exploitation ferme farm "
    "commerce shop boutique tribunal court prefecture agence agency batiment building vehicule "
    "vehicle velo trajet trip document acte territoire institution bureau office laboratoire "
    "laboratory cabinet syndicat federation club musee museum bibliotheque library heure hour jour "
    "day euro tonne kilo litre"
)


def counted(unit: str, count: Decimal, locale: str) -> str:
    """The unit as it stands beside this count: "1 commune", in French "0 commune" too."""
    is_one = abs(count) < 2 if locale == "fr" else count == 1
    head = next((match.start() for match in _WORD.finditer(unit) if match[0].casefold() in _STOPS), len(unit))
    change = _singular if is_one else _plural
    return _WORD.sub(lambda match: change(match[0], locale), unit[:head]) + unit[head:]


def _is_fixed(word: str) -> bool:
    """A symbol, an abbreviation, or a word that has one form only."""
    return len(word) < 3 or word[1:] != word[1:].lower() or word.casefold() in _UNCHANGED


def _singular(word: str, locale: str) -> str:
    lower = word.casefold()
    if _is_fixed(word) or lower in _SINGULARS:
        return _SINGULARS.get(lower, word)
    if locale != "fr" and lower.endswith("ies"):
        return word[:-3] + "y"
    if lower.endswith(("eaux", "eux", "oux")) or (lower.endswith("s") and not lower.endswith("ss")):
        return word[:-1]
    return word


def _plural(word: str, locale: str) -> str:
    lower = word.casefold()
    if _is_fixed(word) or lower in _SINGULARS or lower.endswith(("s", "x", "z")):
        return word
    if lower in _PLURALS:
        return _PLURALS[lower]
    if locale != "fr" and lower.endswith("y") and lower[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("x" if lower.endswith(("eau", "eu")) else "s")


def same_unit(one: str, other: str) -> bool:
    """Whether numbers of the two can be compared: users are people, and are no municipalities."""
    first, second = _key(one), _key(other)
    if first <= second or second <= first:
        return True
    for users, things in ((first, second), (second, first)):
        if users <= _PEOPLE and users & _KEYS_OF_USERS:
            return not things & _KEYS_OF_THINGS
    return False


def _key(unit: str) -> frozenset[str]:
    """Its telling words, whatever their number."""
    words = (word for word in _WORD.findall(unit) if word.casefold() not in _STOPS)
    return frozenset(_stem(_SINGULARS.get(word.casefold(), word)) for word in words)


def _stem(word: str) -> str:
    """The same of "city" and "cities", of "mairie" and "mairies"."""
    return re.sub(
        r"(?:ies|ie|y)$|(?<=.{2})[sx]$",
        lambda end: "i" if len(end[0]) != 1 or end[0] == "y" else "",
        normalise(word),
    )


_KEYS_OF_USERS, _KEYS_OF_THINGS = _key(_USERS), _key(_NO_PEOPLE)
_PEOPLE = _KEYS_OF_USERS | _key(_QUALIFIERS)
