"""The rules of privacy: what is kept of people, and its erasure."""
