"""What people ask about privacy: what is kept of people, and its erasure."""
