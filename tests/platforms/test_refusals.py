"""A refusal is for good only by the platform itself, in its own form and in words that are known."""

import json

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.platforms.mattermost.api import RefusedError, parse
from bot.platforms.slack.api import Api
from bot.platforms.slack.refusals import refusal
from gamma.chat import ChatError
from tests.fakes.raw_server import answering

PAGE = "<html><body>403 Forbidden: blocked by policy</body></html>"


def by_slack(code: object, status: int = 200, ok: object = False) -> ChatError:
    answered = {"ok": ok, "error": code}
    return refusal(
        SlackResponse(
            client=WebClient(),
            http_verb="POST",
            api_url="",
            req_args={},
            data=answered,
            headers={},
            status_code=status,
        )
    )


@pytest.mark.parametrize("code", ["channel_not_found", "user_not_found", "is_archived", "msg_too_long"])
def test_slacks_known_words_are_for_good(code: str) -> None:
    error = by_slack(code)
    assert (error.permanent, error.unsure, error.token_refused) == (True, False, False)


@pytest.mark.parametrize("code", ["org_login_required", "team_added_to_org", "a_word_of_next_year"])
def test_slacks_other_words_may_pass(code: str) -> None:
    error = by_slack(code)
    assert (error.reason, error.permanent, error.unsure) == (code, False, False)


@pytest.mark.parametrize("code", ["missing_scope", "not_allowed_token_type", "token_revoked"])
def test_what_the_bot_may_not_do_is_for_who_runs_it_to_mend(code: str) -> None:
    assert by_slack(code).token_refused


@pytest.mark.parametrize(
    ("error", "unsure"),
    [
        (by_slack("channel_not_found", 404), False),
        (by_slack("channel_not_found", 403), False),
        (by_slack("channel_not_found", 502), True),
        (by_slack("channel_not_found", ok="no"), True),
        (by_slack({"code": 1}), True),
        (by_slack(None), True),
    ],
)
def test_known_words_in_another_form_are_not_slacks(error: ChatError, unsure: bool) -> None:
    assert (error.permanent, error.unsure) == (False, unsure)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 407, 410, 451])
def test_a_proxys_page_is_no_refusal_by_slack(status: int) -> None:
    with answering(status, PAGE.encode()) as url, pytest.raises(ChatError) as refused:
        Api("xoxb-token", f"{url}/api/").direct_channel("U1")
    assert (refused.value.permanent, refused.value.unsure) == (False, False)
    assert refused.value.reason == f"HTTP {status}"


@pytest.mark.parametrize("body", [PAGE, "", "[]", "3", '{"ok": true}', '{"ok": true, "channel": null}'])
def test_a_success_that_is_not_slacks_leaves_in_doubt(body: str) -> None:
    with answering(200, body.encode()) as url, pytest.raises(ChatError) as unread:
        Api("xoxb-token", f"{url}/api/").direct_channel("U1")
    assert (unread.value.permanent, unread.value.unsure) == (False, True)


def test_letters_that_cannot_be_read_leave_in_doubt() -> None:
    with answering(200, b"\xff\xfe<html>") as url, pytest.raises(ChatError) as unread:
        Api("xoxb-token", f"{url}/api/").direct_channel("U1")
    assert unread.value.unsure


def by_mattermost(status: int, body: object) -> RefusedError:
    with pytest.raises(RefusedError) as refused:
        parse(httpx.Response(status, content=body if isinstance(body, str) else json.dumps(body)), "GET /x")
    return refused.value


def test_mattermosts_own_refusal_is_for_good() -> None:
    own = {"id": "api.context.permissions.app_error", "message": "No.", "status_code": 403}
    assert by_mattermost(403, own).permanent


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, PAGE),
        (404, "[]"),
        (403, {"id": "7f3a", "message": "blocked"}),
        (403, {"id": "7f3a", "status_code": 403}),
        (403, {"id": 12, "status_code": 403}),
        (404, {"id": "store.sql_channel.get.existing.app_error", "status_code": 200}),
        (404, {"id": "api.context.404.app_error", "status_code": 404}),
        (429, {"id": "api.context.rate.app_error", "status_code": 429}),
        (410, {"id": "api.some.thing.app_error", "status_code": 410}),
        (503, {"id": "api.context.server_busy.app_error", "status_code": 503}),
    ],
)
def test_what_is_not_mattermosts_own_form_may_pass(status: int, body: object) -> None:
    assert not by_mattermost(status, body).permanent


def test_slacks_library_raises_what_is_read() -> None:
    """The form of an error that the tables above begin with."""
    with (
        answering(200, b'{"ok": false, "error": "is_archived"}') as url,
        pytest.raises(SlackApiError) as raised,
    ):
        WebClient("xoxb-token", base_url=f"{url}/api/", retry_handlers=[]).auth_test()
    assert refusal(raised.value.response).permanent
