"""By which words people name the reasons to look at a startup."""

from collections.abc import Mapping

from gamma.portfolio.followed import AttentionKind

REASON_WORDS: Mapping[AttentionKind, tuple[str, ...]] = {
    "unclosed": ("à clore", "point à clore", "points à clore", "unclosed", "not closed", "to close"),
    "undecided": ("résultat à noter", "sans résultat", "outcome", "undecided", "without outcome"),
    "envelope": ("enveloppe", "enveloppes", "envelope", "envelopes", "fin d’enveloppe"),
    "silent": ("silence", "silencieuse", "silencieuses", "silent"),
    "gap": ("rythme", "sans point", "en retard de point", "gap", "rhythm", "without checkpoint"),
    "postponed": ("reporté", "reportés", "report", "reports", "postponed", "put off"),
    "unfollowed": ("sans responsable", "unfollowed", "without manager", "no manager"),
}
