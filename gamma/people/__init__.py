"""The rules of people: who the bot has met, and who may do what."""
