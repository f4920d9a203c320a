"""Slack as a chat platform: one workspace, one bot token."""

import logging
import re
from collections.abc import Collection, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

from flask import Blueprint, Request, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode import SocketModeClient

from bot.platforms.attachments import send_attachments
from bot.platforms.profiles import Profiles
from bot.platforms.slack import render
from bot.platforms.slack.api import POST_SECONDS, Api, chat_errors
from bot.platforms.slack.charts import Charts
from bot.platforms.slack.client import Answering, Work, quiet_log
from bot.platforms.slack.events import Events
from bot.platforms.slack.home import HomeTab
from bot.platforms.slack.listeners import Listeners
from bot.platforms.slack.manifest import COMMAND
from bot.platforms.slack.shortcuts import SHORTCUTS, Shortcuts
from bot.signing import Signer
from gamma.chart import ChartPicture
from gamma.chat import ChatError, Dispatch, Message, Place, Profile
from gamma.chat_platform import Owe
from gamma.spoken import Hear
from gamma.translator import SOURCE_LOCALE, Translator

log = logging.getLogger(__name__)

_TIMESTAMP = re.compile("[0-9]{1,12}")
_SIGNATURE = re.compile("v0=[0-9a-f]{64}")

LISTENER_THREADS = 20


class Slack:
    """Requests come over HTTP, signed; or, with an app token, over Socket Mode without a public address."""

    name = "slack"
    chains_forms = answers_forms = True

    def __init__(
        self,
        token: str,
        signing_secret: str,
        signer: Signer,
        *,
        api_url: str,
        app_token: str = "",
        executor: Executor | None = None,
        post_seconds: float = POST_SECONDS,
        locale: str = SOURCE_LOCALE,
    ) -> None:
        """locale: spoken where a person's is not known."""
        self._translator = Translator(locale)
        self._api = Api(token, api_url, post_seconds)
        self._signing_secret = signing_secret
        self._signer = signer
        self._app_token = app_token
        self._executor = executor or ThreadPoolExecutor(LISTENER_THREADS, "slack")
        self._owns_executor = executor is None
        self._socket: SocketModeClient | None = None
        self._profiles = Profiles(self._api.profile)
        self._home: HomeTab | None = None
        self._charts = Charts()
        self._answering = Answering()
        self._hear: Hear | None = None
        self._work = Work(self._executor)

    def listen(self, hear: Hear, owe: Owe) -> None:
        self._hear = hear
        self._work = Work(self._executor, owe)

    def verify(self) -> None:
        """Raises ChatError: permanent when Slack refuses the token, not when it cannot be reached."""
        self._api.bot_id()

    def troubles(self) -> list[str]:
        return self._answering.troubles()

    def blueprint(self, dispatch: Dispatch) -> Blueprint:
        blueprint = Blueprint("slack", __name__)
        if self._app_token or not self._signing_secret:  # Socket Mode comes instead of HTTP
            return blueprint
        bolt = self._bolt(dispatch)

        @blueprint.post("/slack/events")
        def events() -> Response:
            if not _is_signed(self._signing_secret, request):
                return Response("", HTTPStatus.UNAUTHORIZED)
            return _answer_http(bolt, request)

        return blueprint

    def start(self, dispatch: Dispatch) -> None:
        """Connects by Socket Mode if there is an app token. Raises ChatError that names the setting."""
        if not self._app_token:
            return
        self._socket = SocketModeHandler(self._bolt(dispatch), self._app_token, logger=quiet_log).client
        try:
            with chat_errors():
                self._socket.connect()
        except ChatError as error:
            self._socket.close()
            reason = f"SLACK_APP_TOKEN: Slack does not connect ({error.reason})"
            raise ChatError(reason, permanent=error.permanent) from error

    def stop(self) -> None:
        """What listeners have begun is finished first."""
        if self._socket:
            self._socket.close()
        if self._owns_executor:
            self._executor.shutdown()

    def _bolt(self, dispatch: Dispatch) -> App:
        home = self._home = HomeTab(self._api, self._signer, self._executor, dispatch)
        listeners = Listeners(
            self._api,
            self._signer,
            self._work,
            dispatch,
            self._translator,
            self.profile,
            home,
            self._answering,
        )
        shortcuts = Shortcuts(listeners, self._api, self._work, self.profile)
        bolt = App(
            name="gamma",
            logger=quiet_log,
            client=self._api.nameless_client(),
            request_verification_enabled=False,  # done before Bolt parses what anybody may have sent
            authorize=_authorize,
            process_before_response=True,  # else Bolt looks every 10 ms whether a listener is done
            listener_executor=self._executor,
        )
        bolt.command(COMMAND)(listeners.command)
        bolt.action(re.compile(""))(listeners.click)
        bolt.view(render.CALLBACK_ID)(listeners.submission)
        for callback_id in SHORTCUTS:
            bolt.shortcut(callback_id)(shortcuts.chosen)
        bolt.event("app_home_opened")(home.opened)
        if self._hear:
            events = Events(self._api, self._signer, self._hear)
            bolt.event("message")(events.message)
            bolt.event("app_mention")(events.mention)
            bolt.event("member_joined_channel")(events.entered)
        bolt.event(re.compile(""))(_ignore_event)  # an event nobody listens to is a 404, and sent again
        return bolt

    def profile(self, person: str) -> Profile:
        return self._profiles.of(person)

    def forget(self, person: str) -> None:
        self._profiles.forget(person)
        if self._home:
            self._home.forget(person)

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        """Slack does not tell of private channels that the bot is not in."""
        return set(channels) & self._api.channels_of(person) if channels else set()

    def members(self, channel: str) -> set[str]:
        return self._api.members_of(channel) - {self._api.bot_user()}

    def join(self, channel: str) -> bool:
        return self._api.join(channel)

    def direct_channel(self, person: str) -> str:
        return self._api.direct_channel(person)

    def group_channel(self, people: Sequence[str]) -> str:
        return self._api.group_channel(people)

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        place = Place(channel, direct=bool(reader))
        blocks = render.message_blocks(
            message, lambda button: self._signer.sign_button(button, reader, place)
        )
        if isinstance(message.picture, ChartPicture):
            return self._charts.post(
                channel, message, blocks, lambda words, drawn: self._api.post(channel, words, drawn, key)
            )
        return self._api.post(channel, render.fallback(message), blocks, key)

    def edit(self, channel: str, post: str, message: Message, key: str, reader: str) -> None:
        place = Place(channel, direct=bool(reader))
        blocks = render.message_blocks(
            message, lambda button: self._signer.sign_button(button, reader, place)
        )
        self._api.edit(channel, post, render.fallback(message), blocks, key)

    def attach(self, channel: str, post: str, message: Message, _key: str) -> None:
        left = self._charts.left_to_attach(channel, post, message)
        send_attachments(left, partial(self._api.upload, channel, post))

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        return self._api.find(channel, key, since)


def _answer_http(bolt: App, request: Request) -> Response:
    received = to_bolt_request(request)
    if not received.body:
        # Bolt takes a command that has the word "payload" in it for an interaction, and reads nothing.
        received.body = dict(parse_qsl(received.raw_body, keep_blank_values=True))
    return to_flask_response(bolt.dispatch(received))


def _authorize() -> AuthorizeResult:
    """One workspace, and we call with our own client: nothing to ask Slack while it waits."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


def _ignore_event() -> None:
    pass


def _is_signed(secret: str, request: Request) -> bool:
    """False is told in one line, which repeats nothing of what was sent."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
        log.warning("a request to /slack/events carries no signature of Slack's form: 401")
        return False
    try:
        signed = SignatureVerifier(secret).is_valid(request.get_data(), timestamp, signature)
    except UnicodeDecodeError:  # it signs text
        signed = False
    if not signed:
        log.warning("a request to /slack/events is not signed with SLACK_SIGNING_SECRET, or is too old: 401")
    return bool(signed)
