"""The smallest web: files by address, and refusals where it is told so."""

from gamma.startups.catalogue import ImportRefusedError


class FakeWeb:
    def __init__(self, **files: bytes) -> None:
        """files: content by name; "startups" is at https://api.invalid/startups."""
        self.files = files
        self.asked: list[str] = []
        self.failing: BaseException | None = None
        """What nobody foresaw, if the connection breaks so."""

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(f"https://api.invalid/{name}" for name in self.files)

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        if self.failing:
            raise self.failing
        content = self.files[url.rpartition("/")[2]]
        if not content:
            raise ImportRefusedError(f"{url} cannot be fetched: the server answers 503")
        return content
