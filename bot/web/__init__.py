"""The HTTP side: server, calendar feeds, the sponsor's signed page."""
