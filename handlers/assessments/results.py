"""`/gamma assess result`, `why`, `share`: what came out of a self-assessment, one's own or the team's."""

from collections.abc import Mapping, Sequence

from gamma.assessments.assessment import Assessment
from gamma.assessments.next_steps import gap_buttons
from gamma.assessments.outside_view_messages import views_without_result
from gamma.assessments.page import next_page
from gamma.assessments.results import team_result_message
from gamma.assessments.round_messages import answered_line, held_back_line, told_apart_question
from gamma.assessments.rounds import Round
from gamma.assessments.team_result import TeamQuarter
from gamma.assessments.why import team_why_message, why_message
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import Quarter, day_in
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.programme.criteria import Criterion
from gamma.programme.labels import criterion_word
from gamma.startups.startup import Channel, Startup
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_
from handlers.assessments.pages import criterion_first, progress_of, require_member, result_message
from handlers.engine.command_spec import Arguments
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.resolve import resolve_startup
from storage.assessments import outside_views, result_posts, rounds, team_results
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends
from storage.startups import startups

_ALREADY = N_("You have shared it already: it counts in the team’s result.")
_SHARED: Mapping[result_posts.Shown, str] = {
    "posted": N_("It is shared: the team’s result comes to its channel. Thank you!"),
    "edited": N_("It is shared: the team’s result in its channel counts it in. Thank you!"),
    "gone": N_("It is shared, thank you! The team’s result: `/gamma assess result team`."),
}


def result(context: Context, given: Arguments) -> Message:
    """One's own; for those beside the team, the team's."""
    if not context.may(Right.ASSESS, given.startup.id):
        return _team_result_message(context, given.startup)
    return result_message(context, given.startup, latest_of(context, given.startup))


def team_result(context: Context, given: Arguments) -> Message:
    return _team_result_message(context, resolve_startup(context, given.text, "assess result"))


def latest_of(context: Context, startup: Startup) -> Assessment:
    """The person's last finished assessment. Raises UserError or ClarificationNeeded when there is none."""
    latest = Assessments(context.session, context.programme).latest(startup.id, context.actor.id)
    if latest is None:
        raise no_result_yet(context, startup)
    return latest


def no_result_yet(context: Context, startup: Startup) -> UserError | ClarificationNeeded:
    """Who has begun is shown the page that waits."""
    translator, draft = context.translator, progress_of(context, startup).draft
    waiting = next_page(context.programme, draft.pages) if draft else None
    if waiting is None:
        sentence = N_("You have no result for {startup} yet. `/gamma assess` takes a few minutes.")
        return UserError(sentence, startup=startup.name)
    sentence = N_("You have no result for {startup} yet: your self-assessment waits at the page “{page}”.")
    said = translator.render(sentence, startup=startup.name, page=translator.local(waiting.title))
    go_on = Button(translator.text(N_("Continue")), says="assess", about=startup.id, main=True)
    return ClarificationNeeded(Message((said,), (go_on,)))


def _team_result_message(context: Context, startup: Startup) -> Message:
    """Of the last quarter in which a result was shared; with the views of this one."""
    context.require(Right.SEE_SHARED_RESULTS, startup)
    session, programme, zone = context.session, context.programme, context.zone
    now, translator = Quarter.of(context.now, zone), context.translator
    shared = last_shared(context, startup)
    is_member = context.may(Right.ASSESS, startup.id)
    if shared.result:
        trend = Trends(session, programme, zone).has_team_trend(startup.id)
        message = team_result_message(
            translator, startup, shared, shared.result, invite=is_member, trend=trend
        )
    else:
        message = nothing_shared_message(context, is_member=is_member)
    views: Sequence[Text] = ()
    if not shared.result or shared.quarter != now:
        given = outside_views.of_quarter(session, startup.id, now, zone)
        views = views_without_result(translator, programme, now, given)
    own = _own_view(context, startup)
    waiting = _held_back(context, startup)
    buttons = (*own, *message.buttons)
    gaps = _gap_buttons(context, startup, shared, MESSAGE_BUTTONS - len(buttons))
    return Message(fit_paragraphs((*message.paragraphs, *views, *waiting)), (*buttons, *gaps))


def _gap_buttons(context: Context, startup: Startup, shared: TeamQuarter, room: int) -> Sequence[Button]:
    """For those who plan the checkpoints: what comes next is theirs to do."""
    if shared.result is None or not context.may(Right.PLAN_CHECKPOINTS, startup.id):
        return ()
    results = [each.result for each in shared.result.criteria]
    return gap_buttons(
        *(context.translator, context.programme, startup, results, context.command_ids, room), shared=True
    )


def _held_back(context: Context, startup: Startup) -> list[Text]:
    """That there is more, which is published when the round closes."""
    round = rounds.active_of(context.session, startup.id)
    if round is None or not round.is_open or round.published_at:
        return []
    count = answered_line(context.translator, rounds.count(context.session, round, context.zone))
    return [Text.lines(count, _when_published(context, startup, round))]


def last_shared(context: Context, startup: Startup) -> TeamQuarter:
    """The result of this quarter, or of the last one in which a result was shared."""
    last_shared_at = Assessments(context.session, context.programme).last_shared(startup.id)
    quarter = Quarter.of(last_shared_at or context.now, context.zone)
    return team_results.of_quarter(context, startup.id, quarter)


def nothing_shared_message(context: Context, *, is_member: bool) -> Message:
    nothing = N_("Nobody has shared a result yet. `/gamma assess share` shares yours, if you like.")
    for_others = N_("The team has not shared a result yet.")
    return Message((context.translator.render(nothing if is_member else for_others),))


def _own_view(context: Context, startup: Startup) -> tuple[Button, ...]:
    """The portfolio manager may add how it looks from outside."""
    if not context.may(Right.GIVE_OUTSIDE_VIEW, startup.id):
        return ()
    label = context.translator.text(N_("Give my outside view"))
    return (Button(label, says="assess view", about=startup.id),)


def why(context: Context, given: Arguments) -> Message:
    """Of one's own result; with a criterion's name, of that one alone."""
    startup, criterion = startup_and_criterion(context, given.text, "assess why")
    require_member(context, startup, Right.ASSESS)
    answers = latest_of(context, startup).answers
    return why_message(context.translator, context.programme, startup, answers, criterion)


def startup_and_criterion(context: Context, typed: str, asking: str) -> tuple[Startup, Criterion | None]:
    """What is typed after `why`: perhaps a criterion, perhaps the startup."""
    criterion, rest = criterion_first(context, typed)
    word = f" {criterion_word(context.translator, criterion)}" if criterion else ""
    return resolve_startup(context, rest, asking + word), criterion


def team_why(context: Context, given: Arguments) -> Message:
    startup, criterion = startup_and_criterion(context, given.text, "assess why team")
    context.require(Right.SEE_SHARED_RESULTS, startup)
    shared = last_shared(context, startup)
    if shared.result is None:
        return nothing_shared_message(context, is_member=context.may(Right.ASSESS, startup.id))
    return team_why_message(context.translator, startup, shared.quarter, shared.result, criterion)


def share(context: Context, given: Arguments) -> Message:
    """Share the person's latest result with the team: once, however often it is asked."""
    startup = given.startup
    require_member(context, startup, Right.SHARE_RESULT)
    latest = latest_of(context, startup)
    channel = startups.channel_for(context.session, startup.id, context.actor.platform)
    if channel is None:
        raise UserError(N_("No channel is linked to {startup}."), startup=startup.name)
    quarter = Quarter.of(latest.sent_at or context.now, context.zone)
    if latest.shared_at is None:
        if not given.confirmed and _would_be_told_apart(context, startup, quarter):
            return told_apart_question(context.translator, startup)
        Assessments(context.session, context.programme).share(latest, context.now)
        context.session.flush()
    elif rounds.is_open(context.session, startup.id) or result_posts.was_shown(
        context.session, latest, quarter
    ):
        return Message((context.translator.render(_ALREADY),), (_unshare_button(context, startup),))
    shown = _shared(context, startup, quarter, channel)
    return Message((shown,), (_unshare_button(context, startup),))


def _would_be_told_apart(context: Context, startup: Startup, quarter: Quarter) -> bool:
    """Between rounds, with one result shared: the next one edits what stands, and shows by that."""
    if rounds.is_open(context.session, startup.id):
        return False
    return team_results.count_of_others(context, startup.id, quarter, context.actor.id) == 1


def _shared(context: Context, startup: Startup, quarter: Quarter, channel: Channel) -> Text:
    """What becomes of it: in a round it waits for the others, else the result in the channel says so."""
    translator = context.translator
    if round := rounds.changed(context.session, startup.id, context.now):
        thanks = translator.render(N_("It is shared, thank you!"))
        return Text.lines(thanks, _when_published(context, startup, round))
    shown = result_posts.show(context.session, startup.id, quarter, channel, context.actor.id, context.now)
    return translator.render(_SHARED[shown])


def _when_published(context: Context, startup: Startup, round: Round) -> Text:
    zone = context.zone_in(startup.id)
    closes, today = day_in(round.closes_at, zone), context.today_in(startup.id)
    return held_back_line(context.translator, closes, today)


def _unshare_button(context: Context, startup: Startup) -> Button:
    return Button(context.translator.text(N_("Stop sharing it")), says="assess share no", about=startup.id)


def unshare(context: Context, given: Arguments) -> Message:
    """Takes the person's share of its quarter out of the team's result; asked first."""
    startup, translator = given.startup, context.translator
    require_member(context, startup, Right.SHARE_RESULT)
    stored = Assessments(context.session, context.programme)
    shared = stored.latest_shared(startup.id, context.actor.id)
    if shared is None:
        nothing = N_("You have shared nothing for **{startup}**: there is nothing to take back.")
        return Message((translator.render(nothing, startup=startup.name),))
    if not given.confirmed:
        return _ask_to_unshare(context, startup)
    stored.unshare(shared, context.zone)
    context.session.flush()
    rounds.changed(context.session, startup.id, context.now)
    quarter = Quarter.of(shared.sent_at or context.now, context.zone)
    result_posts.revise(context.session, startup.id, quarter, taken_back=True)
    done = N_(
        "Taken back: the team’s result of **{startup}** is made without yours from now on. "
        "It stays for you, and you can share it again."
    )
    again = Button(translator.text(N_("Share it again")), says="assess share", about=startup.id)
    return Message((translator.render(done, startup=startup.name),), (again,))


def _ask_to_unshare(context: Context, startup: Startup) -> Message:
    translator = context.translator
    question = N_(
        "Take your result out of the team’s result of **{startup}**? "
        "The result in its channel is corrected; what was read has been read."
    )
    buttons = (
        Button(translator.text(N_("Yes, take it back")), says="assess share no yes", about=startup.id),
        Button(translator.text(N_("No, leave it")), says="assess result", about=startup.id, main=True),
    )
    return Message((translator.render(question, startup=startup.name),), buttons)
