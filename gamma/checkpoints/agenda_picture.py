"""The picture that goes with an agenda: the metric beside its target."""

from gamma.chat import Picture
from gamma.checkpoints.agenda import IMPACT, Agenda
from gamma.metrics.picture import metric_picture
from gamma.translator import Translator


def agenda_picture(translator: Translator, agenda: Agenda) -> Picture | None:
    """Where the metric is followed for itself."""
    if agenda.metric is None or not agenda.metric.is_stated or IMPACT not in agenda.sections:
        return None
    return metric_picture(translator, agenda.startup, agenda.metric, agenda.today)


def sponsor_picture(translator: Translator, agenda: Agenda) -> Picture | None:
    """As the sponsor sees it: nothing where the team leaves its results out."""
    return None if agenda.without_verdicts else agenda_picture(translator, agenda)
