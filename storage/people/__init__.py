"""What is remembered of people: who the bot has met, and who may do what."""
