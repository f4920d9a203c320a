"""What the clock asks of privacy: what is kept of people, and its erasure."""
