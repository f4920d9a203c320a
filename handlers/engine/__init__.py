"""What all commands share: their shape, the context of a request, and what reads words and forms."""
