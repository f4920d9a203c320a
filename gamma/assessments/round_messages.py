"""What a round of self-assessment says: its one post in the channel, reminders, and the result in short."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gamma.assessments.results import SEE_TREND, SIGNS, made_of
from gamma.assessments.rounds import NEVER, Occasion, Round, RoundCount
from gamma.assessments.team_result import TeamQuarter, TeamResult
from gamma.chat import Button, Message, Picture
from gamma.dates import Quarter
from gamma.programme.labels import verdict_name
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator

_TITLES: Mapping[Occasion, str] = {
    "quarter": N_("**Self-assessment of {startup}** · Q{quarter} {year}"),
    "entry": N_("**Self-assessment of {startup}** · beginning of the season"),
    "middle": N_("**Self-assessment of {startup}** · middle of the season"),
    "exit": N_("**Self-assessment of {startup}** · end of the season"),
    "follow_up": N_("**Self-assessment of {startup}** · two months after the season"),
}
OCCASION_NAMES: Mapping[Occasion, str] = {
    "quarter": N_("the quarter"),
    "entry": N_("the beginning of the season"),
    "middle": N_("the middle of the season"),
    "exit": N_("the end of the season"),
    "follow_up": N_("two months after the season"),
}
RHYTHM_NAMES: Mapping[int, str] = {
    3: N_("every quarter"),
    6: N_("every half-year"),
    12: N_("every year"),
    NEVER: N_("never"),
}

_ANSWER = N_("Answer")
TAKE_UP = N_("Take it up now")
_DETAIL = N_("See the detail")


@dataclass(frozen=True)
class RoundDays:
    """The days that its post names. counts_from: since when answers count.

    following: of the next round; None where none is planned.
    """

    today: date
    counts_from: date
    closes: date
    resumes: date | None
    following: date | None


def title(translator: Translator, startup: Startup, round: Round) -> Text:
    return translator.render(
        _TITLES[round.occasion],
        startup=startup.name,
        quarter=round.quarter.number,
        year=round.quarter.year,
    )


def invitation_message(
    translator: Translator, startup: Startup, round: Round, count: RoundCount, days: RoundDays
) -> Message:
    """The one post of a round, as it stands now; whoever is in the channel may press its buttons."""
    heading = title(translator, startup, round)
    match round.state:
        case "skipped":
            return _skipped(translator, startup, heading, days)
        case "closed" | "ended":
            return _closed(translator, startup, round, heading, count)
        case "later" if days.resumes:
            told = put_off_lines(translator, days.resumes, days.closes, days.today)
            return Message((heading, told), _put_off_buttons(translator, startup))
    how = N_(
        "Where do you stand? Three short pages, about five minutes, each for themselves. "
        "You see your own result first; what you choose to share makes the team’s."
    )
    until = translator.render(
        N_("Until {day}, then the team’s result comes here in one go."),
        day=translator.day(days.closes, days.today),
    )
    lines = Text.lines(*answered_lines(translator, count, days.counts_from, days.today), until)
    return Message((heading, translator.render(how), lines), _open_buttons(translator, startup))


def answered_lines(translator: Translator, count: RoundCount, counts_from: date, today: date) -> list[Text]:
    """Also that some had answered before it opened, and need not do so again."""
    if not count.earlier:
        return [answered_line(translator, count)]
    earlier = translator.render(
        N_("Answers given since {day}, before this round opened, are counted."),
        day=translator.day(counts_from, today),
    )
    return [answered_line(translator, count), earlier]


def answered_line(translator: Translator, count: RoundCount) -> Text:
    if not count.answered:
        return translator.render(N_("Nobody has answered yet."))
    if count.of is None:
        return translator.plural(
            "{count} person has answered.", "{count} people have answered.", count.answered
        )
    return translator.plural(
        "{count} person of {of} has answered.",
        "{count} people of {of} have answered.",
        count.answered,
        of=count.of,
    )


def _open_buttons(translator: Translator, startup: Startup) -> tuple[Button, ...]:
    return (
        _button(translator, _ANSWER, "assess", startup, main=True),
        _button(translator, N_("Later"), "assess round later", startup),
        _button(translator, N_("Not this quarter"), "assess round skip", startup),
        _button(translator, N_("Another rhythm"), "assess round rhythm", startup),
    )


def put_off_lines(translator: Translator, resumes: date, closes: date, today: date) -> Text:
    """Until when, and how the team takes it up before."""
    back = translator.render(
        N_("Later, then: I will come back to it on {day}; it closes on {closes}."),
        day=translator.day(resumes, today),
        closes=translator.day(closes, today),
    )
    before = translator.render(
        N_(
            "You can answer before. `/gamma assess round open` takes it up at once, for the whole team, with "
            "its reminders."
        )
    )
    return Text.lines(back, before)


def _put_off_buttons(translator: Translator, startup: Startup) -> tuple[Button, ...]:
    return (
        _button(translator, _ANSWER, "assess", startup, main=True),
        _button(translator, TAKE_UP, "assess round open", startup),
        _button(translator, N_("Not this quarter"), "assess round skip", startup),
    )


def _skipped(translator: Translator, startup: Startup, heading: Text, days: RoundDays) -> Message:
    told = translator.render(N_("Not this quarter: that is a good answer too."))
    if days.following:
        day = translator.day(days.following, days.today)
        following = translator.render(N_("I will ask again on {day}."), day=day)
        told = Text.lines(told, following)
    reopen = _button(translator, N_("We want to after all"), "assess round open", startup)
    return Message((heading, told), (reopen,))


def _closed(
    translator: Translator, startup: Startup, round: Round, heading: Text, count: RoundCount
) -> Message:
    if round.state == "ended":
        return Message((heading, translator.render(N_("It is closed."))))
    if not count.answered:
        nobody = N_("It is closed: nobody answered this time. You can say where you stand at any moment.")
        return Message(
            (heading, translator.render(nobody)), (_button(translator, _ANSWER, "assess", startup),)
        )
    counted = Text.lines(translator.render(N_("It is closed.")), answered_line(translator, count))
    if not count.shared:
        unshared = N_(
            "Nobody shared their result: that is everybody’s own choice. "
            "`/gamma assess share` still shares yours."
        )
        return Message((heading, Text.lines(counted, translator.render(unshared))))
    told = Text.lines(counted, translator.render(N_("The team’s result is in this channel.")))
    return Message((heading, told), (_button(translator, _DETAIL, "assess result team", startup),))


def reminder_message(
    translator: Translator, startup: Startup, closes: date, today: date, *, last: bool
) -> Message:
    """In private, to somebody who has not answered."""
    sentence = N_(
        "The self-assessment of **{startup}** waits for your view until {day}: three short pages, about five "
        "minutes. Only you see your answers, as long as you do not share them."
    )
    if last:
        sentence = N_(
            "One last word on the self-assessment of **{startup}**: it closes on {day}, and your view is "
            "still missing. About five minutes; no answer is fine as well."
        )
    told = translator.render(sentence, startup=startup.name, day=translator.day(closes, today))
    answer = Button(translator.text(_ANSWER), says="assess", about=startup.id, main=True)
    stop = Button(translator.text(N_("No more of these")), says="assess round stop", about=startup.id)
    return Message((told,), (answer, stop))


def result_summary(
    translator: Translator,
    startup: Startup,
    shared: TeamQuarter,
    result: TeamResult,
    picture: Picture | None,
    *,
    trend: bool,
    taken_back: bool = False,
) -> Message:
    """The team's result in its channel, a line for each criterion, without the name of anybody.

    trend: there is a history to see. taken_back: a share that was counted in is not any more.
    """
    heading = _result_heading(translator, startup, shared.quarter)
    made = [made_of(translator, result)]
    if taken_back:
        made.append(translator.render(N_("A share was taken back: this result is made without it.")))
    lines = [
        translator.render(
            N_("{sign} {title}: **{verdict}**"),
            sign=SIGNS[team.result.verdict],
            title=translator.local(team.result.criterion.title),
            verdict=verdict_name(translator, team.result.verdict),
        )
        for team in result.criteria
    ]
    buttons = [
        _button(translator, _DETAIL, "assess result team", startup, main=True),
        _button(translator, N_("Give my view"), "assess", startup),
    ]
    if trend:
        buttons.append(_button(translator, SEE_TREND, "assess history team", startup))
    return Message((Text.lines(heading, *made), Text.lines(*lines)), tuple(buttons), picture)


def taken_back_message(translator: Translator, startup: Startup, quarter: Quarter) -> Message:
    """In place of a result that nobody shares any more."""
    told = translator.render(N_("The share was taken back: nobody shares a result of this quarter any more."))
    return Message((Text.lines(_result_heading(translator, startup, quarter), told),))


def told_apart_question(translator: Translator, startup: Startup) -> Message:
    """Before the second share of a quarter: the result that stands is that of one person."""
    told = N_(
        "One result of **{startup}** is shared so far. If yours joins it now, the difference tells what you "
        "answered. From three on nobody can tell, and in a round nothing is shown before three have shared, "
        "or it closes. You can wait: nothing is lost."
    )
    now = Button(translator.text(N_("Share it now")), "assess share yes", startup.id)
    wait = Button(translator.text(N_("Wait")), "assess result", startup.id, main=True)
    return Message((translator.render(told, startup=startup.name),), (now, wait))


def _result_heading(translator: Translator, startup: Startup, quarter: Quarter) -> Text:
    return translator.render(
        N_("**Result of the team: {startup}** · Q{quarter} {year}"),
        startup=startup.name,
        quarter=quarter.number,
        year=quarter.year,
    )


def held_back_line(translator: Translator, closes: date, today: date) -> Text:
    return translator.render(
        N_(
            "The team’s result comes in one go when the round closes, on {day}, or can be read once three "
            "people have shared: so nobody can guess who answered what."
        ),
        day=translator.day(closes, today),
    )


def _button(translator: Translator, label: str, says: str, startup: Startup, *, main: bool = False) -> Button:
    return Button(translator.text(label), says=says, about=startup.id, main=main, for_all=True)
