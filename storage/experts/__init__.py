"""What is remembered of the expert network: questions, offers, conversations, profiles."""
