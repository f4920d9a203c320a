"""The chats Gamma can speak in: the only rooms that know a platform's library or protocol."""
