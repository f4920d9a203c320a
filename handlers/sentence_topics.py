"""What a sentence is plainly about, whatever verb it has: a workshop is no checkpoint."""

import re
from collections.abc import Callable, Mapping

from gamma.parsing.text import normalise

_WORKSHOP = re.compile(r"\b(?:ateliers?|workshops?)\b")
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
_TOPIC = 12.0


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
    if words_to_read(typed):
        scores["resources"] = max(
            scores.get("resources", 0.0) + _TOPIC, 1.05 * max(scores.values(), default=0)
        )
    return scores


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
