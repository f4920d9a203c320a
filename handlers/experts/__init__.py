"""What people ask about the expert network: questions, offers, conversations, profiles."""
