"""What breaks around the bot: disk, database, clock, a platform that asks to wait: who sees what of it."""
