"""Mattermost: slash command, interactive dialogs, buttons, and posts by its REST API."""
