"""A free field in which somebody says that there is nothing to say: "aucune", "on n'en a pas", "TBD", "-"."""

import re
from typing import Literal

from gamma.parsing.text import normalise

NoValue = Literal["none", "undecided"]
"""There is none; or nobody can say yet what it is."""

_LONGEST = 80
_FILLERS = re.compile(
    r"\b(?:pour (?:l instant|le moment|l heure)|a ce (?:jour|stade)|actuellement|aujourd hui|en ce moment"
    r"|malheureusement|helas|desolee?|vraiment|du tout|toujours|(?:a )?priori|euh"
    r"|for (?:now|the moment)|at (?:the moment|present|all)|so far|currently|right now|today|sorry"
    r"|unfortunately|really|actually|as of now)\b"
)
_YET = r"(?: (?:encore|yet|still))?"
_THING = (
    r"(?:metriques?|indicateurs?|mesures?|objectifs?|cibles?|valeurs?|chiffres?|donnees?|noms?|liens?|url"
    r"|definitions?|responsables?|porteurs?|porteuses?|referente?s?|unites?|informations?|infos?|kpis?"
    r"|metrics?|indicators?|measures?|targets?|values?|figures?|data|names?|links?|owners?|units?|goals?)"
)
_WHICH = r"(?: (?:principale?s?|d impact|precise?|claire?s?|fixe|main|impact|clear))*"
_SUBJECT = (
    r"(?:(?:on|nous|je|j|il|elle|ca|c|l equipe|notre equipe|we|i|they|the team|there|it|no one|nobody) ?)?"
)
_HAVE = r"(?:n )?(?:y )?(?:en )?(?:avons|ai|a|est|existe|possedons)"
_DONE = (
    r"(?:defini|choisi|fixe|decide|determine|connu|trouve|arrete|renseigne|precise|complete|stabilise"
    r"|identifie|tranche|pose|sur)e?s?"
)
_DONE_EN = r"(?:defined|decided|chosen|picked|set|known|found|determined|specified|sure|clear|ready|agreed)"

_ITEM = (
    r"(?:decisions?|actions?|engagements?|promesses?|points?|sujets?|remarques?|notes?|commentaires?|questions?"
    r"|taches?|suites?|besoins?|todos?|topics?|(?:action |agenda )?items?|commitments?|promises?|tasks?"
    r"|comments?|remarks?|next steps?|follow ups?)"
)
_NOTING = (
    r"(?:signaler|dire|ajouter|noter|declarer|faire|decider|retenir|report|say|add|note|do|declare|decide)"
)
_NOTED = r"(?:decide|acte|pris|note|promis|prevu|convenu|retenu|fait)e?s?"
_NOTED_EN = r"(?:decided|agreed|promised|noted|planned|made|taken|new|special|particular|in particular|else)"

_NONE = re.compile(
    r"(?:r a s|ras|nada|que dalle|que nib)(?: (?:sur|de|du|pour|cote) .{0,20})?"
    rf"|(?:il n y a |y a |on n a |nous n avons )?(?:rien|pas grand chose)(?: (?:de plus|d autre))?"
    rf" (?:a |de |d )?(?:{_NOTING}|{_NOTED}|neuf|plus)"
    rf"|(?:on|nous|l equipe) (?:n )?(?:a|avons) rien {_NOTED}"
    rf"|(?:il n y a |y a |on n a |nous n avons |on a )?(?:pas|aucune?)(?: (?:encore|vraiment))?(?: (?:de|d))?"
    rf"(?: (?:nouve(?:au|l|lle)|autre)s?)? {_ITEM}"
    rf"(?: (?:a {_NOTING}|(?:n a ete |ete )?{_NOTED}|en particulier))?"
    rf"|(?:there (?:is|are|was|were) |we (?:have|had|made|took) )?(?:no|not any|without)(?: (?:new|other))?"
    rf" {_ITEM}(?: (?:to {_NOTING}|(?:was |were |has been |have been )?{_NOTED_EN}))?"
    rf"|(?:there (?:is|was) |we )?nothing (?:to {_NOTING}|(?:was |has been )?{_NOTED_EN})"
    rf"|(?:{_YET} )?(?:non|no|nope|nan|none|nothing|nil|null|nul|rien|neant|vide|empty|zero|0|aucun|aucune"
    rf"|pas|not any|sans|pas encore|not yet|none yet|nothing yet|rien encore|encore (?:rien|aucune?)"
    rf"|non rien|rien de (?:prevu|particulier|precis|special|neuf)|no one|nobody"
    rf"|personne encore)(?: (?:encore|yet|en vue|one))?"
    rf"|(?:non )?(?:(?:pas|rien){_YET} (?:de |d )|aucune? |sans |pas |zero )(?:encore de )?"
    rf"(?:autre )?{_THING}{_WHICH}{_YET}(?: {_DONE})?"
    rf"|(?:no|not an?|not any|without(?: an?)?|zero) (?:\w+ )?{_THING}{_WHICH}{_YET}(?: {_DONE_EN})?"
    rf"|(?:non )?{_SUBJECT}{_HAVE}{_YET} (?:pas|rien|aucune?){_YET}"
    rf"(?: (?:de |d |une? )?{_THING}{_WHICH})?{_YET}"
    rf"|(?:non )?{_SUBJECT}(?:n )?(?:en )?(?:avons|ai|a|est){_YET} (?:pas|rien){_YET} (?:prevu"
    rf"|mis en place)e?s?"
    rf"|(?:no )?{_SUBJECT}(?:do not|don t|does not|doesn t|dont) (?:yet )?have"
    rf"(?: (?:one|any|it|that|this|an?(?: \w+)? {_THING}|any {_THING}))?{_YET}"
    rf"|(?:no )?{_SUBJECT}(?:have|has|ve|got|is|are|s)(?: got)? (?:none|nothing"
    rf"|no (?:\w+ )?{_THING}{_WHICH}){_YET}"
    rf"|(?:no )?{_SUBJECT}(?:have not|haven t|has not|hasn t)(?: got)? (?:one|any|an? {_THING}){_YET}"
    rf"|(?:no )?there (?:is not|isn t|are not|aren t) (?:one|any)(?: {_THING})?{_YET}"
)
_UNDECIDED = re.compile(
    rf"(?:reste |c est |encore )?a (?:re)?(?:definir|preciser|determiner|choisir|completer|venir|voir"
    rf"|confirmer|remplir|trouver|fixer|decider|renseigner|construire|discuter|affiner|identifier|creer)"
    rf"(?: (?:ensemble|encore|avec (?:le |notre )?sponsor|en equipe|plus tard))*"
    rf"|(?:c est |encore |toujours )?en (?:cours|reflexion|discussion|construction|attente|chantier)"
    rf"(?: (?:de |d )(?:reflexion|definition|discussion|choix|construction|travail|elaboration|identification"
    rf"|etre definie?|rediger))?"
    rf"|{_SUBJECT}(?:n )?(?:est )?(?:pas|non)(?: (?:encore|bien|tout a fait|ete))* {_DONE}{_YET}"
    rf"|{_SUBJECT}(?:ne? )?(?:l |les )?(?:avons|ai|a|est) pas(?: encore)? {_DONE}"
    rf"|{_SUBJECT}(?:ne )?(?:le )?(?:sai[st]|savons) (?:pas|plus)(?: encore| trop| bien)*"
    rf"|{_SUBJECT}(?:y )?(?:cherche|cherchons|reflechit|reflechissons|hesite|hesitons|verra|verrons|travaille"
    rf"|travaillons)(?: encore| dessus)*"
    rf"|plus tard|on en (?:parle|discute)|nsp|jsp|nspp|inconnue?s?|aucune idee|pas (?:d )?idee|mystere|bof"
    rf"|n a|na|n c|nc|so|s o|sans objet|sans opinion|sans avis|ne sai[st] pas|non (?:applicable"
    rf"|communique|concerne)e?s?"
    rf"|tbd|tbc|tba|todo|to do|wip|fixme|idk|dunno|unknown|undecided|undefined|pending|later|maybe later"
    rf"|not (?:applicable|available|relevant)|{_YET}?(?:still )?to be \w+(?: later)?|in progress|ongoing"
    rf"|{_SUBJECT}(?:is )?not{_YET} {_DONE_EN}{_YET}|(?:i m |we re )?not sure{_YET}"
    rf"|{_SUBJECT}(?:do not|don t|dont) (?:yet )?know{_YET}|no idea{_YET}"
    rf"|{_SUBJECT}(?:have not|haven t|has not|hasn t){_YET} {_DONE_EN}"
    rf"(?: (?:one|it|any|yet|(?:an? )?{_THING}))*"
    rf"|(?:we are |we re )?(?:still )?(?:looking|thinking|deciding|discussing|working on it)(?: .{{0,12}})?"
    rf"|x{{1,6}}|(?:bla ?)+"
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
_NO_FIRST = re.compile(r"^(?:non|no|nope|nan) ")
"""Of "non, pas encore"."""


def read_no_value(typed: str) -> NoValue | None:
    """None where the words are a value of their own. Only the whole text says it, never a part of it."""
    if not typed.strip() or len(typed) > _LONGEST:
        return None
    words = normalise(typed)
    if not words.replace("_", ""):
        return "undecided"  # "-", "?", "…"
    meant = " ".join(_FILLERS.sub(" ", words).split())
    if not meant:
        return None
    if _UNDECIDED.fullmatch(meant):
        return "undecided"
    return "none" if _NONE.fullmatch(meant) or _NONE.fullmatch(_NO_FIRST.sub("", meant)) else None


def is_value(typed: str) -> bool:
    return bool(typed.strip()) and read_no_value(typed) is None


def without_no_values(lines: str) -> str:
    """Without the lines that only say that there is nothing."""
    return "\n".join(line for line in lines.splitlines() if not line.strip() or is_value(line))


def is_removal(typed: str) -> bool:
    """Whether it is nothing but a word that takes something away, or says that there is nothing."""
    return normalise(typed) in _REMOVALS or read_no_value(typed) is not None


def is_bare_command(typed: str) -> bool:
    """Whether it is nothing but another word of commands: nobody calls a place "déplacer"."""
    return normalise(typed) in _OTHER_COMMANDS
