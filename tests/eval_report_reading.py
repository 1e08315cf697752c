"""Reads HTML as a strict browser would, for the tests of reports."""

from html.parser import HTMLParser

VOID = frozenset({"meta", "input", "br", "col", "hr"})


class Html(HTMLParser):
    """HTML as a list of elements with their attributes, and its text; it must be well nested."""

    def __init__(self, text: str) -> None:
        """Read `text`, a page or a piece of one."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    @property
    def tags(self) -> list[str]:
        """The names of all elements, in order."""
        return [name for name, _ in self.elements]

    def named(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element that is closed at once."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Check that it closes the one that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data
