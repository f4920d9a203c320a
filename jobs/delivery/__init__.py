"""What the clock asks of delivery, and of messages that are late or refused."""
