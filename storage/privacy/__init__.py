"""What is remembered of privacy: what is kept of people, and its erasure."""
