"""Calls to Slack's Web API, each made once, with what went wrong told as a ChatError."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import HTTPError, URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.limited_calls import time_limit
from bot.platforms.attachments import Attachment
from bot.platforms.slack.client import LimitedClient, LimitedWebhook, counted
from bot.platforms.slack.names import names_of
from bot.platforms.slack.refusals import CODE, refusal
from gamma.chat import ChatError, Profile
from gamma.translator import nearest_locale

EVENT = "gamma_message"
POST_SECONDS = 5
ATTACHMENT_SECONDS = 3
QUICK_SECONDS = 1.5
PAGES_SECONDS = 10
"""For all the pages of one question."""
PAGE = 200
SLACKBOT = "USLACKBOT"
"""The one bot whose `is_bot` is false."""
CLOCKS_DIFFER = timedelta(minutes=1)
_CANNOT_JOIN = {"method_not_supported_for_channel_type", "channel_not_found", "not_in_channel"}
_GONE = {"message_not_found", "channel_not_found", "not_in_channel", "is_archived", "is_inactive"}

Blocks = list[dict[str, Any]]


class Api:
    """Every call may raise ChatError. Channels, people and posts are Slack's ids."""

    def __init__(self, token: str, api_url: str, post_seconds: float = POST_SECONDS) -> None:
        self._client = LimitedClient(token, api_url, post_seconds)
        self._attachments_client = LimitedClient(token, api_url, ATTACHMENT_SECONDS)
        self._quick_client = LimitedClient(token, api_url, QUICK_SECONDS)
        self._own_ids: dict[str, str] = {}
        self._conversations: dict[str, bool] = {}

    def nameless_client(self) -> WebClient:
        """For Bolt, which only opens the Socket Mode connection, and that with the app token."""
        return LimitedClient(None, self._client.base_url, POST_SECONDS)

    def bot_id(self) -> str:
        """Who the bot is for Slack; asked once."""
        return self._own("bot_id")

    def bot_user(self) -> str:
        """The same among people."""
        return self._own("user_id")

    def _own(self, name: str) -> str:
        if not self._own_ids:
            with chat_errors():
                told = self._client.auth_test()
            self._own_ids = {kind: str(told[kind]) for kind in ("bot_id", "user_id")}
        return self._own_ids[name]

    def profile(self, person: str) -> Profile:
        """A bot, or somebody who has left, is a permanent ChatError."""
        with chat_errors():
            user = self._quick_client.users_info(user=person, include_locale=True)["user"]
        if user.get("deleted") or user.get("is_bot") or user.get("id") == SLACKBOT:
            raise ChatError("not a person, or not here any more", permanent=True)
        names = names_of(user)
        locale = user.get("locale") or ""
        return Profile(
            names[0] if names else "", nearest_locale(locale) or locale, user.get("tz") or "", names
        )

    def channels_of(self, person: str) -> set[str]:
        """Public channels, and the private ones that the bot is in too; asked for page by page."""
        pages = _pages(
            self._quick_client.users_conversations,
            user=person,
            types="public_channel,private_channel",
            exclude_archived=True,
        )
        with time_limit(PAGES_SECONDS):
            return {channel["id"] for page in pages for channel in page["channels"]}

    def members_of(self, channel: str) -> set[str]:
        """Of the first page alone: more people than that are no team."""
        with chat_errors():
            page = self._quick_client.conversations_members(channel=channel, limit=PAGE)
        return {str(person) for person in page["members"]}

    def join(self, channel: str) -> bool:
        """False where somebody has to invite the bot: to a private channel, or an unknown one.

        Asked for before what a form leads to: Slack waits for that.
        """
        try:
            with chat_errors():
                self._quick_client.conversations_join(channel=channel)
        except ChatError as error:
            if error.reason not in _CANNOT_JOIN:
                raise
            return self._is_member(channel)
        return True

    def _is_member(self, channel: str) -> bool:
        try:
            with chat_errors():
                return bool(
                    self._quick_client.conversations_info(channel=channel)["channel"].get("is_member")
                )
        except ChatError as error:
            if error.reason not in _CANNOT_JOIN:
                raise
            return False

    def is_conversation(self, channel: str) -> bool:
        """Whether it is one of a few people; this does not change, and is asked once."""
        if channel not in self._conversations:
            with chat_errors():
                told = self._quick_client.conversations_info(channel=channel)["channel"]
            self._conversations[channel] = bool(told.get("is_mpim"))
        return self._conversations[channel]

    def direct_channel(self, person: str) -> str:
        """The id of the conversation, opened if need be."""
        with chat_errors():
            return str(self._client.conversations_open(users=person)["channel"]["id"])

    def group_channel(self, people: Sequence[str]) -> str:
        """The id of the one conversation of these people and the bot, opened if need be."""
        with chat_errors():
            return str(self._client.conversations_open(users=list(people))["channel"]["id"])

    def post(self, channel: str, text: str, blocks: Blocks, key: str, thread: str = "") -> str:
        """The post's id, which is its time. The key goes into its metadata, "" for none.

        thread: the post that it stands below.
        """
        with chat_errors():
            posted = self._client.chat_postMessage(
                channel=channel,
                text=text,
                blocks=blocks,
                metadata={"event_type": EVENT, "event_payload": {"key": key}} if key else None,
                thread_ts=thread or None,
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        return str(posted["ts"])

    def edit(self, channel: str, post: str, text: str, blocks: Blocks, key: str) -> None:
        try:
            with chat_errors():
                self._client.chat_update(
                    channel=channel,
                    ts=post,
                    text=text,
                    blocks=blocks,
                    metadata={"event_type": EVENT, "event_payload": {"key": key}},
                )
        except ChatError as error:
            error.gone = error.reason in _GONE
            raise

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        """The id of the bot's own post with this key, among those since then."""
        own = self.bot_id()
        pages = _pages(
            self._client.conversations_history,
            channel=channel,
            oldest=f"{(since - CLOCKS_DIFFER).timestamp():.6f}",
            inclusive=True,
            include_all_metadata=True,
        )
        with time_limit(PAGES_SECONDS):
            for page in pages:
                for message in page["messages"]:
                    # Anybody can attach any metadata; only our own bot's posts count.
                    if message.get("bot_id") == own and _key(message) == key:
                        return str(message["ts"])
        return None

    def upload(self, channel: str, post: str, attachment: Attachment) -> None:
        """Into the post's thread. A picture is told from a file by its alternative text."""
        with chat_errors():
            self._attachments_client.files_upload_v2(
                channel=channel,
                thread_ts=post,
                content=attachment.content,
                filename=attachment.name,
                title="Gamma" if attachment.alt else attachment.name,
                alt_txt=attachment.alt or None,
            )

    def open_view(self, trigger: str, view: dict[str, Any]) -> None:
        """Slack takes a trigger for three seconds."""
        with chat_errors():
            self._client.views_open(trigger_id=trigger, view=view)

    def update_view(self, view_id: str, view_hash: str, view: dict[str, Any]) -> None:
        """view_hash: of the window as the person saw it; a newer one is refused."""
        with chat_errors():
            self._client.views_update(view_id=view_id, hash=view_hash, view=view)

    def publish_home(self, person: str, blocks: Blocks) -> None:
        """In place of what the person's Home tab showed."""
        with chat_errors():
            self._client.views_publish(user_id=person, view={"type": "home", "blocks": blocks})

    def respond(self, response_url: str, text: str, blocks: Blocks) -> None:
        """To the person who acted alone; whatever they pressed stays."""
        webhook = LimitedWebhook(response_url, POST_SECONDS)
        body = {"response_type": "ephemeral", "replace_original": False, "text": text, "blocks": blocks}
        with chat_errors(), counted("response_url"):
            answer = webhook.send_dict({**body, "unfurl_links": False, "unfurl_media": False})
        if answer.status_code != 200:
            code = answer.body if re.fullmatch(CODE, answer.body) else ""
            raise ChatError(f"response_url: {answer.status_code} {code}".rstrip(), permanent=True)


@contextmanager
def chat_errors() -> Iterator[None]:
    """What Slack's library raises, as ChatError."""
    try:
        yield
    except SlackApiError as error:
        raise refusal(error.response) from error
    except (SlackClientError, HTTPException) as error:
        raise ChatError(type(error).__name__, unsure=True) from error
    except HTTPError as error:  # of an upload: all other calls' are read by the SDK
        error.close()
        raise ChatError(f"HTTP {error.code}", unsure=True) from error
    except OSError as error:
        raise ChatError(_reason(error), unsure=not _never_sent(error)) from error
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        # What the SDK makes of JSON, or of letters, that are not Slack's.
        raise ChatError("the answer is not Slack's", unsure=True) from error


def _reason(error: OSError) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    return f"{type(cause).__name__}: {cause}"


def _never_sent(error: OSError) -> bool:
    return isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError | gaierror)


def _pages(method: Callable[..., SlackResponse], **arguments: Any) -> Iterator[SlackResponse]:
    cursor = ""
    while True:
        with chat_errors():
            page = method(limit=PAGE, cursor=cursor or None, **arguments)
        yield page
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return


def _key(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT:
        return ""
    return str((metadata.get("event_payload") or {}).get("key", ""))
