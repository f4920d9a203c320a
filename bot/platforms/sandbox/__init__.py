"""A chat on this machine alone, where a newcomer talks with the bot as several people, without a token."""
