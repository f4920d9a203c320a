"""The two servers that benchmarks/ack.py measures: a bare Bolt app, and Gamma; each prints its port."""

import os
import sys

from flask import Flask, request
from slack_bolt import Ack, App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from waitress.server import create_server

from bot.app import App as Gamma
from bot.settings import read_settings

THREADS = 16


def bare() -> Flask:
    """Bolt with one listener that acks and does nothing else."""
    bolt = App(
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        process_before_response=True,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-bare"),
    )

    @bolt.command("/gamma")
    def acknowledge(ack: Ack) -> None:
        ack()

    handler = SlackRequestHandler(bolt)
    web = Flask("bare")
    web.add_url_rule("/slack/events", "events", lambda: handler.handle(request), methods=["POST"])
    return web


def gamma() -> Flask:
    return Gamma(read_settings({**os.environ, "GAMMA_SECRET": "a secret for the benchmark"})).web


if __name__ == "__main__":
    web = {"bare": bare, "gamma": gamma}[sys.argv[1]]()
    server = create_server(web, host="127.0.0.1", port=0, threads=THREADS)
    print(server.effective_port, flush=True)
    server.run()
