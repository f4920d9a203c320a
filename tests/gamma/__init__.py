"""The rules and words of the programme, tested without a platform or a database."""
