"""What the clock asks of the expert network: questions, offers, conversations, profiles."""
