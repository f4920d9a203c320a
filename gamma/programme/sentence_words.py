"""The words of a sentence in full, one for each thing, without politeness: whatever command it means.

What people say of a command stands in gamma/sentences.toml.
"""

import re
from collections.abc import Mapping, Sequence

from gamma.parsing.text import normalise

_SHORT: Mapping[str, str] = {
    short: normalise(full).strip()
    for full, forms in {
        "ordre du jour": "odj",
        "compte rendu": "cr crs",
        "rendez vous": "rdv rdvs",
        "pour": "pr",
        "quand": "kan kand qd",
        "c est": "cest",
        "j ai": "jai",
        "qu est ce que": "keske kesk",
        "qui": "ki",
        "quoi": "koi kwa",
        "dans": "ds",
        "avec": "avc w",
        "beaucoup": "bcp",
        "toujours": "tjs tjrs tjr",
        "jamais": "jms",
        "problème": "pb pbs",
        "question": "qst",
        "réunion": "reu réus réu",
        "semaine": "sem",
        "auto évaluation": "autoéval autoeval",
        "évaluation": "éval",
        "est ce que": "esq",
        "il y a": "ya yatil",
        "je suis": "chuis jsuis",
        "je ne": "jne",
        "je sais": "jsais",
        "tu": "t",
        "quelqu un": "qqn qqun",
        "quelque chose": "qqch",
        "meeting": "mtg",
        "tomorrow": "tmrw tmr tmw",
        "about": "abt",
        "something": "smth sth",
        "someone": "smn",
        "because": "cuz bc",
        "let us": "lets",
        "what is": "whats",
        "when is": "whens",
        "where is": "wheres",
        "who is": "whos",
        "i am": "im",
        "cannot": "cant",
        "next week": "nxt week",
    }.items()
    for short in map(normalise, forms.split())
}

_SAME: Mapping[str, str] = {
    other: word
    for word, others in {
        "sponsor": "commanditaire commanditaires ministère direction directrice directeur "
        "préfecture dinum administration ministry dgs dgfip dgcl dgcs dge dgos dsi drh caf ars ddt dreal",
        "réunion": "point points réunions rencontre rencontres rencontrer entrevue visio session entretien "
        "checkpoint checkpoints meeting meetings",
        "décaler": "décale décalons décalez déplacer déplace reporter reporte repousser repousse reculer "
        "reprogrammer bouger bouge changer change postpone reschedule shift push delay move moved",
        "annuler": "annule annulons annulez annulé annulée annulation cancel cancelled scrap",
        "action": "actions tâche tâches todo task tasks",
        "retard": "retards late overdue échu échue échues dépassé dépassée",
        "décision": "décisions arbitrage arbitrages tranché trancher acte acté décidé decide decided",
        "engagement": "engagements engagé promis promesse promesses promise promises promised pledged",
        "aide": "aider galère galérons coincé coincés bloqué bloqués conseil conseils help stuck advice",
        "expert": "experts experte expertes spécialiste spécialistes specialist specialists juriste juristes "
        "avocat avocate avocats lawyer lawyers",
        "comité": "comités commission commissions committee committees",
        "résultat": "résultats bilan score scores verdict verdicts result results",
        "partager": "partage partagé partagée diffuser montrer share shared sharing",
        "évaluation": "évaluer évaluations autoévaluation diagnostic questionnaire avancement maturité "
        "assess assessment assessments evaluate evaluation maturity survey",
        "collègues": "collègue autres colleagues colleague others teammates",
        "arrêter": "arrête arrêtez cesse cesser marre stop",
        "congé": "congés vacances absent absente absence holiday holidays vacation",
        "effacer": "efface effacez supprimer supprime delete erase",
        "mail": "mails mel courriel courriels email emails",
    }.items()
    for word in [normalise(word)]
    for other in map(normalise, others.split())
}
"""One word for a thing that has many, in both languages."""

_POLITE = tuple(
    tuple(normalise(words).split())
    for words in (
        *("s’il te plaît", "s’il vous plaît", "svp", "stp", "please", "pls", "plz", "merci d’avance"),
        *(
            "thx in advance",
            "thanks in advance",
            "si possible",
            "if possible",
            "dis moi",
            "du coup",
            "en fait",
        ),
        *("au fait", "by the way", "btw", "hé", "hey", "euh", "hum", "ah", "oh", "ben", "bah"),
    )
)


def plain_words(text: str) -> list[str]:
    """The words in full, without what is polite; all of them where nothing else is said."""
    words = [each for word in normalise(text).split() for each in _SHORT.get(word, word).split()]
    return [_SAME.get(word, word) for word in _without_politeness(words) or words]


def _without_politeness(words: Sequence[str]) -> list[str]:
    left, at = list[str](), 0
    while at < len(words):
        polite = next((each for each in _POLITE if tuple(words[at : at + len(each)]) == each), ())
        left += () if polite else words[at : at + 1]
        at += len(polite) or 1
    return left


_ASKED = re.compile(
    r"\b(?:quand|combien|qui|quoi|comment|pourquoi|quel(?:le)?s?|ou (?:en|est|sont|je|on|noter|puis)"
    r"|est ce que?|qu est ce|y a t il|what|when|who|how|which|where|why|whose|is there|are there|do we|did we"
    r"|does|have we|any|remind me)\b"
)
_ASKED_TO_DO = re.compile(
    r"\b(?:(?:tu|on|vous) (?:peux|peut|pourrais|pourrait|pouvez|pourriez|veux|veut)"
    r"|(?:peux|pourrais|peut|veux) (?:tu|on)|pouvez vous|pourriez vous|comment faire pour"
    r"|(?:can|could|would|will) (?:you|we|i))\b"
)


def is_question(text: str) -> bool:
    """Whether something is to be shown, rather than done: "can you …?" is no question."""
    plain = normalise(text)
    return not _ASKED_TO_DO.search(plain) and ("?" in text or bool(_ASKED.search(plain)))


_NO = re.compile(
    r"\b(?:n|ne|non|no|not|pas|plus|jamais|personne|sans|aucun|aucune|rien|don|didn|doesn|won|never|nobody"
    r"|annul\w*|cancel\w*|supprim\w*|retir\w*|enlev\w*|reprend\w*|cach\w*|coup\w*|arret\w*|stop\w*|quitt\w*"
    r"|desinscri\w*|deli\w*|dissoci\w*|detach\w*|erreur|oups|oops|mistake|hide|undo|un\w{4,}|back|remove|leave"
    r"|leaving|off|faux|lapin|rat\w*|manqu\w*|saut\w*|tomb\w*|absent\w*|oubli\w*|missed|skipped|private"
    r"|autre|wrong|regrett\w*|voulais)\b"
)


def says_no(text: str) -> bool:
    """Whether a word of it denies something, or takes it back."""
    return bool(_NO.search(normalise(text)))


SHOWING = frozenset(
    normalise(
        "montre montrer montrez affiche afficher voir revoir donne donner redonne liste lister dis redis "
        "rappelle retrouver relire savoir connaître cherche oublié résume "
        "show see list give tell know find forgot display want like"
    ).split()
)
_ASKING = (
    r"(?:(?:je|j) (?:veux|voudrais|aimerais|souhaite) |(?:tu|vous) (?:peux|pourrais|pouvez) "
    r"|(?:peux|pourrais) tu |(?:pouvez|pourriez) vous |(?:can|could) you |let me "
    r"|i (?:want|would like|d like) to )?(?:(?:nous|me|m) )?(?:fai[st](?:es)? )?"
)
_TO_SEE = re.compile(
    rf"^{_ASKING}(?:montre[rz]?|affiche[rz]?|voir|revoir|liste[rz]?|show|see|list|display|view) "
    r"(?:(?:moi|nous|me|us) )?(?:(?:mon|ma|notre|nos|la|le|les|l|des|du|our|the) )?(?P<thing>\w.*)"
)


def asked_to_see(text: str) -> str:
    """The thing, where it begins with the wish to see one: nothing that is done is meant. "" else."""
    found = _TO_SEE.match(normalise(text).strip())
    return found["thing"] if found else ""
