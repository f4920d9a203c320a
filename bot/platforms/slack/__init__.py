"""Slack: messages and forms as Block Kit, requests by HTTP or Socket Mode through Bolt."""
