"""What there is to read about the gaps of a result, below it: two resources at most."""

from collections.abc import Sequence
from dataclasses import replace

from gamma.assessments.next_steps import is_gap
from gamma.assessments.readiness import CriterionResult
from gamma.chat import Message
from gamma.resources.messages import proposal
from gamma.text import fit_paragraphs
from storage.reader_context import ReaderContext
from storage.resources import resources


def with_reading(context: ReaderContext, message: Message, results: Sequence[CriterionResult]) -> Message:
    """Unchanged where there is nothing to read."""
    gaps = [
        (result.criterion.id, (result.step.domain if result.step else "") or "")
        for result in results
        if is_gap(result)
    ]
    found = resources.for_gaps(context.session, context.programme, gaps)
    if not found:
        return message
    to_read = proposal(context.resource_reader, found)
    return replace(message, paragraphs=fit_paragraphs((*message.paragraphs, *to_read)))
