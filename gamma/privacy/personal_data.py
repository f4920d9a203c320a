"""What is kept about a person, as a file they can read: JSON in their language, with the questions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gamma.experts.parse_expertise import LEVELS
from gamma.programme.criteria import Criterion, FieldSpec
from gamma.programme.experts import Domain
from gamma.programme.file import Programme
from gamma.programme.labels import OPINION_NAMES, verdict_name
from gamma.seasons.survey_messages import QUESTION_LABELS
from gamma.startups import page_fields
from gamma.translator import N_, Translator

Parts = Mapping[str, Sequence[Mapping[str, Any]]]
"""Records by part, as storage/privacy/personal_data.py gives them."""

PART_LABELS: Mapping[str, str] = {
    "account": N_("your account"),
    "manager_of": N_("you are the portfolio manager of"),
    "coach_of": N_("you are the coach of"),
    "assessments": N_("your self-assessments"),
    "facts": N_("facts you stated about a startup"),
    "outside_views": N_("your outside views"),
    "startup_details": N_("what you added to a startup’s page"),
    "sponsor_contacts": N_("sponsors’ contacts you added (they are other people: not named here)"),
    "enrolments": N_("startups you enrolled"),
    "channels": N_("channels you linked"),
    "agenda_points": N_("points you added to an agenda"),
    "metrics_defined": N_("impact metrics you defined"),
    "metrics_followed": N_("impact metrics whose values you are asked for"),
    "metric_values": N_("values of an impact metric you stated"),
    "minutes": N_("minutes you wrote"),
    "decisions": N_("decisions you noted"),
    "own_actions": N_("actions that are yours"),
    "actions_noted": N_("actions you noted"),
    "commitments": N_("sponsors’ promises you noted"),
    "committees_dated": N_("committees whose dates you noted"),
    "committees_decided": N_("committees whose outcome you noted"),
    "sponsor_links": N_("links for sponsors you gave out"),
    "document_links": N_("links to documents you gave out"),
    "reasons_muted": N_("reasons to look at a startup that you set aside"),
    "own_calendar": N_("addresses of your own calendar"),
    "checkpoints": N_("checkpoints you planned"),
    "reminders_stopped": N_("startups whose reminders you stopped"),
    "rounds_asked": N_("rounds of self-assessment in which you were asked"),
    "round_reminders_stopped": N_("startups of whose rounds you want no reminders"),
    "rounds_opened": N_("rounds of self-assessment you opened"),
    "season_opinions": N_("what you were asked of the relation with the sponsor, and your answers"),
    "first_contact": N_("that I told you what I am for"),
    "message_choices": N_("which messages you chose to get"),
    "told": N_("what you were told by itself, so that it is not said twice"),
    "calendars_made": N_("calendars’ addresses you made"),
    "expert": N_("your place in the expert network"),
    "expertise": N_("what you help in"),
    "questions": N_("questions you asked the network"),
    "questions_taken": N_("questions of others you took (their words are not yours: not told here)"),
    "offers": N_("questions of others that were offered to you (likewise)"),
    "resources_suggested": N_("resources you suggested"),
    "exports": N_("what you took out as a file, for the programme team"),
    "workshops_announced": N_("workshops you announced"),
    "workshops_hosted": N_("workshops you host"),
    "workshop_places": N_("workshops you signed up for"),
    "workshop_feedback": N_("what you said of workshops"),
    "peers_asked": N_("that you were asked whether you would talk with a team that reached a criterion"),
    "peers_asked_to_tell": N_("that you were asked to tell another team how yours reached a criterion"),
    "messages": N_("messages to you"),
}
ENTRY_LABELS: Mapping[str, str] = {
    "platform": N_("platform"),
    "account": N_("account’s id"),
    "name": N_("name"),
    "locale": N_("language"),
    "zone": N_("time zone"),
    "direct_channel": N_("id of our direct conversation"),
    "programme_team": N_("of the programme team"),
    "startup": N_("startup"),
    "definition": N_("what is counted"),
    "unit": N_("unit"),
    "source": N_("source"),
    "agreed_with": N_("agreed with"),
    "agreed_on": N_("agreed on"),
    "region": N_("region"),
    "started_at": N_("begun on"),
    "sent_at": N_("sent on"),
    "round_id": N_("number"),
    "occasion": N_("occasion (internal name)"),
    "opens_at": N_("opened on"),
    "season_id": N_("season"),
    "moment": N_("moment (internal name)"),
    "respondent": N_("asked as (internal name)"),
    "goals": QUESTION_LABELS["goals"],
    "support": QUESTION_LABELS["support"],
    "future": QUESTION_LABELS["future"],
    "shared_at": N_("shared with the team on"),
    "pages": N_("pages"),
    "answers": N_("answers"),
    "criterion": N_("criterion"),
    "field": N_("question"),
    "value": N_("answer"),
    "stated_at": N_("stated on"),
    "verdict": N_("verdict"),
    "administration": N_("administration"),
    "added_at": N_("added on"),
    "enrolled_at": N_("enrolled on"),
    "channel": N_("channel’s id"),
    "linked_at": N_("linked on"),
    "text": N_("text"),
    "day": N_("day"),
    "place": N_("place"),
    "planned_at": N_("planned on"),
    "summary": N_("in short"),
    "notes": N_("internal notes"),
    "written_at": N_("written on"),
    "decided_on": N_("decided on"),
    "due_on": N_("due on"),
    "closed_at": N_("taken off on"),
    "meets_on": N_("committee’s date"),
    "envelope_ends_on": N_("end of the envelope"),
    "set_at": N_("noted on"),
    "outcome": N_("outcome"),
    "months": N_("months"),
    "conditions": N_("to prove"),
    "recorded_at": N_("noted on"),
    "made_at": N_("made on"),
    "expires_at": N_("good until"),
    "revoked_at": N_("taken back on"),
    "capacity": N_("questions a month at most"),
    "paused_until": N_("on pause until"),
    "joined_at": N_("joined on"),
    "domain": N_("domain"),
    "level": N_("level"),
    "context": N_("context"),
    "confidential": N_("confidential"),
    "asked_at": N_("asked on"),
    "rating": N_("useful, from 1 to 5"),
    "outcome_text": N_("what it changed"),
    "asker_shares": N_("you let others read it"),
    "expert_shares": N_("you let others read it"),
    "taken_at": N_("taken on"),
    "talked_at": N_("talked on"),
    "offered_at": N_("offered on"),
    "later_until": N_("put off until"),
    "kind": N_("kind (internal name)"),
    "due_at": N_("planned for"),
    "family": N_("messages"),
    "choice": N_("your choice"),
    "fact": N_("about what (internal name)"),
    "times": N_("times"),
    "told_at": N_("told last on"),
    "title": N_("title"),
    "link": N_("address"),
    "state": N_("state"),
    "ended_at": N_("sent or ended"),
    "until": N_("until"),
    "note": N_("note"),
    "muted_at": N_("noted on"),
    "what": N_("what (internal name)"),
    "about": N_("about"),
    "announced_at": N_("announced on"),
    "workshop_id": N_("workshop’s number"),
    "waiting": N_("on the waiting list"),
    "signed_up_at": N_("signed up on"),
    "useful": N_("useful, from 1 to 5"),
    "taken_along": N_("what you take along"),
    "lacking": N_("what was lacking"),
    "given_at": N_("said on"),
}
_STATES = {
    "planned": N_("planned"),
    "claimed": N_("being sent"),
    "sent": N_("delivered"),
    "failed": N_("not sent"),
    "cancelled": N_("called off"),
    "missed": N_("said later"),
    "draft": N_("its domain was not chosen yet"),
    "open": N_("waiting"),
    "taken": N_("taken"),
    "closed": N_("closed"),
    "declined": N_("passed on"),
    "lapsed": N_("not answered"),
    "accepted": N_("taken"),
    "over": N_("no longer needed"),
}
_OUTCOMES = {
    "granted": N_("granted"),
    "provisional": N_("provisional"),
    "stop": N_("the funding ends"),
    "permanent": N_("the service becomes permanent"),
    "not_permanent": N_("the service does not become permanent"),
}
_NAMED_VALUES: Mapping[str, Mapping[Any, str]] = {"level": LEVELS, "outcome": _OUTCOMES, "state": _STATES}


class _RecordFormatter:
    """Says records in one person's words."""

    def __init__(self, translator: Translator, programme: Programme, zone: ZoneInfo) -> None:
        self._words = translator
        self._programme = programme
        self._zone = zone
        self._questions = {field.id: field for each in programme.criteria for field in each.fields}
        self._page = {
            **page_fields.detail_fields(programme, translator),
            **page_fields.objective_fields(programme, translator),
        }

    def record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        return {self._words.text(ENTRY_LABELS[name]): value for name, value in self._entries(record)}

    def _entries(self, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        asked = record.get("field", "")
        for name, value in record.items():
            match name:
                case "field":
                    yield name, self._question(asked)
                case "value" if value is not None:
                    yield name, self._answer(asked, value)
                case _:
                    yield name, self._plain(name, value)

    def _plain(self, name: str, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(self._zone).isoformat(timespec="seconds")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, list):
            return [self.record(part) for part in sorted(value, key=self._place)]
        return self._named(name, value)

    def _named(self, name: str, value: Any) -> Any:
        """What the bot calls it, where the value is a word of its own."""
        match name:
            case "criterion":
                return self._title(self._programme.criteria, value)
            case "domain":
                return self._title(self._programme.domains, value)
            case "verdict":
                return verdict_name(self._words, value)
            case "goals" | "support" | "future" if value:
                return self._words.text(OPINION_NAMES[value])
            case "level" | "outcome" | "state":
                sentence = _NAMED_VALUES[name].get(value)
                return self._words.text(sentence) if sentence else value
        return value

    def _title(self, among: Sequence[Criterion] | Sequence[Domain], id_: str) -> str:
        """As it is called; what the programme no longer has by its id."""
        return next((self._words.local(each.title) for each in among if each.id == id_), id_)

    def _place(self, record: Mapping[str, Any]) -> int:
        """In the programme's order; what is no longer asked comes last."""
        pages = [criterion.id for criterion in self._programme.criteria]
        order = [*pages, *self._questions]
        about = record.get("criterion") or record.get("field")
        return order.index(about) if about in order else len(order)

    def _question(self, asked: str) -> str:
        """As it is called; what is no longer asked by its id."""
        if asked in self._questions:
            return self._words.local(self._questions[asked].label)
        return self._page[asked].label if asked in self._page else asked

    def _answer(self, asked: str, value: str) -> str:
        if asked in self._questions:
            return self._chosen(self._questions[asked], value)
        return self._page[asked].display(value) if asked in self._page else value

    def _chosen(self, question: FieldSpec, value: str) -> str:
        if question.kind == "answer" and value in OPINION_NAMES:
            return self._words.text(OPINION_NAMES[value])
        labels = {option.id: self._words.local(option.label) for option in question.options}
        return labels.get(value, value)


def personal_data_json(translator: Translator, programme: Programme, zone: ZoneInfo, parts: Parts) -> bytes:
    reader = _RecordFormatter(translator, programme, zone)
    labelled = {
        translator.text(PART_LABELS[name]): [reader.record(record) for record in records]
        for name, records in parts.items()
    }
    return json.dumps(labelled, ensure_ascii=False, indent=2).encode() + b"\n"
