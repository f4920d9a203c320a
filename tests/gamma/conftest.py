"""How hypothesis tries things here: as long as a busy machine takes."""

from hypothesis import settings

settings.register_profile("gamma", deadline=None)
settings.load_profile("gamma")
