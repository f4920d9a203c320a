"""What a portfolio manager reads after giving a view: the team's result with the view beside it."""

from collections.abc import Mapping
from typing import Literal

from gamma.assessments.outside_view_messages import views_without_result
from gamma.assessments.results import team_result_message
from gamma.assessments.team_result import TeamQuarter
from gamma.chat import Message
from gamma.programme.file import Programme
from gamma.startups.startup import Startup
from gamma.text import fit_paragraphs
from gamma.translator import N_, Translator

ChannelNotice = Literal["now", "later", "kept", "unchanged", "withdrawn"]
"""What the team's channel hears of a view: at once, on the next working day, or nothing."""

_THANKS: Mapping[ChannelNotice, str] = {
    "now": N_("Thank you! The team reads your view in its channel."),
    "later": N_(
        "Kept, thank you! The channel has just had a message about your view: "
        "it gets the latest one on the morning of the next working day."
    ),
    "kept": N_("Kept, thank you! No channel is linked: the team finds your view in its result."),
    "unchanged": N_("This is your view already: nothing has changed, and the channel gets no message."),
    "withdrawn": N_("Your view is taken back: it no longer stands beside the team’s result."),
}


def view_saved_message(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    shared: TeamQuarter,
    notice: ChannelNotice,
    *,
    trend: bool,
) -> Message:
    thanks = translator.render(_THANKS[notice])
    if shared.result is None:
        nothing = translator.render(N_("The team has shared nothing this quarter."))
        return Message(
            fit_paragraphs(
                (thanks, *views_without_result(translator, programme, shared.quarter, shared.views), nothing)
            )
        )
    message = team_result_message(translator, startup, shared, shared.result, invite=False, trend=trend)
    return Message(fit_paragraphs((thanks, *message.paragraphs)), message.buttons)
