"""What a sentence is plainly about, whatever verb it has: a workshop is no checkpoint."""

import re
from collections.abc import Callable, Iterator, Mapping

from gamma.parsing.text import normalise
from gamma.places.france import france, place_key
from gamma.programme.sentence_words import says_no

_WORKSHOP = re.compile(
    r"\b(?:ateliers?|workshops?|webinaires?|webinars?|masterclass|formations?|trainings?"
    r"|session(?:s)? (?:sur|de|about|on)|\d+ (?:places|seats))\b"
)
_CHECKPOINT = re.compile(r"\b(?:points?|checkpoints?|sponsor|reunions?|meetings?|rdv|rendez vous)\b")
_OF_WORKSHOPS: Mapping[str, str] = {
    "checkpoint list": "workshop",
    "checkpoint plan": "workshop announce",
    "checkpoint move": "workshop move",
    "checkpoint cancel": "workshop cancel",
    "checkpoint feed": "workshop feed",
    "checkpoint minutes": "workshop notes",
}
_DIFFICULTY = re.compile(
    r"\b(?:difficultes?|mal|galere\w*|peine|attention|struggl\w+|trouble|priorite|en premier|besoin d aide"
    r"|needs? help|a besoin)\b"
)
_READ = re.compile(
    r"\b(?:docs?|documentations?|guides?|fiches?|tutos?|tutoriels?|ressources?|resources?|tutorials?)"
    r"\b(?P<words>[^?!.,;:]*)",
    re.IGNORECASE,
)
_BEFORE_WORDS = re.compile(
    r"^(?:(?:pratiques?|utiles?|sur|about|on|for|pour|de|du|des|concernant|to|la|le|les|the|un|une)\s+|[ld][’'])+",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:la dessus|ce|cette|ca|it|this|that|sujet|theme|communaute|community|library)\b")
_HAS_CHANGED = re.compile(
    r"\b(?:a|ont|avons|has|have) (?:encore |bien |beaucoup |just )?"
    r"(?:baisse|monte|diminue|augmente|chute|grimpe|fallen|risen|dropped|gone|increased|decreased)\b"
    r"|\b(?:fell|rose|went (?:up|down))\b"
)
_REMINDERS = re.compile(
    r"\b(?:rappels?|relances?|notifs?|notifications?|alertes?|alerter|messages?|reminders?|pings?|alerts?)\b"
)
_AIM = re.compile(r"\b(?:objectifs?|cibles?|but|viser?|visons|vise|goals?|targets?|aim)\b")
_FIGURE = re.compile(r"\d[\d .,]*")
_OUR_NUMBERS = r"(?:chiffres?|valeurs?|indicateurs?|metriques?|numbers?|metric)"
_TREND = re.compile(
    r"\b(?:monte(?:nt)?|baisse(?:nt)?|descend(?:ent)?|augmente(?:nt)?|progresse(?:nt)?|evolue(?:nt)?"
    rf"|going (?:up|down)|grow\w*|evolution)\b.*\b{_OUR_NUMBERS}\b"
    rf"|\b{_OUR_NUMBERS}\b.*\b(?:montent?|baissent?|descendent?|augmentent?|progressent?|evoluent?|evolution"
    r"|evolved?|graphique|courbe|chart|graph)\b"
)
_OPENS = re.compile(
    r"\b(?:lanc\w*|ouvr\w*|deplo\w*|present\w*|arriv\w*|demarr\w*|implant\w*|open\w*|launch\w*)\b"
)
_IN = re.compile(r"\b(?:en|dans (?:le|la|les|l)|in|a la|aux?|a)\s+(?P<words>(?P<word>\w+)(?: \w+)?)")
_TOPIC = 12.0
_BESIDE = 0.95
"""Of the likest: what is proposed next to it."""


def about_its_topic(typed: str, known: Mapping[str, float]) -> dict[str, float]:
    """The scores with what the topic says for a command, or against one."""
    plain, scores = normalise(typed), dict(known)
    if names_workshop_alone(typed):
        scores = _of_workshops(scores)
    if _HAS_CHANGED.search(plain):
        for says in ("metric falls", "metric rises"):
            if says in scores:
                scores["metric value"] = max(scores.get("metric value", 0.0), scores[says])
                scores["metric picture"] = max(scores.get("metric picture", 0.0), 0.9 * scores.pop(says))
    for says in _named(plain, scores):
        scores[says] = max(scores.get(says, 0.0), _BESIDE * max(scores.values(), default=_TOPIC))
    if words_to_read(typed):
        scores["resources"] = max(
            scores.get("resources", 0.0) + _TOPIC, 1.05 * max(scores.values(), default=0)
        )
    return scores


def _named(plain: str, scores: Mapping[str, float]) -> Iterator[str]:
    """What its words name, whatever else speaks louder: both are proposed."""
    if says_no(plain) and _REMINDERS.search(plain) and not _CHECKPOINT.search(plain):
        yield "reminders none"
    if _AIM.search(plain) and _FIGURE.search(plain) and "startup objectives" in scores:
        yield "metric targets"
    if _TREND.search(plain):
        yield "metric picture"
    if _names_territory(plain):
        yield "startup territory"


def _names_territory(plain: str) -> bool:
    """ "on ouvre dans le Finistère": a region or a department of France, where something begins."""
    if not _OPENS.search(plain):
        return False
    named = (found[part] for found in _IN.finditer(plain) for part in ("words", "word"))
    return any(france().areas.get(place_key(words)) for words in named)


def names_workshop_alone(typed: str) -> bool:
    plain = normalise(typed)
    return _WORKSHOP.search(plain) is not None and _CHECKPOINT.search(plain) is None


def _of_workshops(scores: Mapping[str, float]) -> dict[str, float]:
    """What speaks for a checkpoint's command speaks for the workshop's."""
    kept = {says: score for says, score in scores.items() if not says.startswith("checkpoint ")}
    for says, score in scores.items():
        if other := _OF_WORKSHOPS.get(says):
            kept[other] = max(kept.get(other, 0.0), score)
    return kept


def attention_in(typed: str) -> str:
    """The filter of the portfolio, "" for all of it."""
    return "attention" if _DIFFICULTY.search(normalise(typed)) else ""


def words_to_read(typed: str) -> str:
    """What somebody looks for a page about: "un guide sur le RGPD"; "" for none."""
    found = _READ.search(typed)
    if not found:
        return ""
    words = _BEFORE_WORDS.sub("", found["words"].strip()).strip()
    is_short = 0 < len(words.split()) <= 5
    return words if is_short and not _THIS.search(normalise(words)) else ""


FILLED: Mapping[str, Callable[[str], str]] = {"attention": attention_in, "to_read": words_to_read}
"""By what fills a command."""
