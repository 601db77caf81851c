"""The addresses of one page's links, joined to what the page stands on, each only once.

`join` says what is right, and costs ten times what the plain forms need that most links have.
"""

import re
from urllib.parse import urlsplit

from checker.extract.document import join

_WHOLE = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.\-]{2,}(?::[0-9]{1,5})?(?:[/?][!-\"$-\[\]-~]*(?<!\?))?"
)
"""An address that stands by itself and stays as it is: no fragment, no blank, no backslash."""
_PLAIN = re.compile(r"[A-Za-z0-9_\-/?&=%.,~+!@$*'()]*")
_DOTS = re.compile(r"(?:\A|/)\.{1,2}(?:[/?]|\Z)")
_BELOW = re.compile(
    r"((?:\.{1,2}/)+)((?!\.{0,2}(?:[/?]|\Z))[^/?]+(?:/(?!\.{0,2}(?:[/?]|\Z))[^/?]+)*/?(?:\?[^/.]*)?)"
)
"""A relative address: some steps up, then names without steps or empty ones between them."""


class Addresses:
    """Joins addresses as written to the base of one page."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._known: dict[str, str] = {}
        self._folders: dict[int, str] = {}
        self._origin = self._folder = ""
        self._plain_folder = False
        try:
            parts = urlsplit(base)
        except ValueError:
            return
        if parts.scheme in ("http", "https") and parts.hostname:
            self._origin = f"{parts.scheme}://{parts.netloc}"
            self._folder = self._origin + (parts.path.rpartition("/")[0] or "") + "/"
            self._plain_folder = "//" not in parts.path and not _DOTS.search(parts.path)

    def of(self, href: str) -> str:
        """`join` on the page's base, remembered, with a short way for the plain cases."""
        known = self._known.get(href)
        if known is None:
            whole = href.startswith("http") and _WHOLE.fullmatch(href) is not None
            known = self._known[href] = href if whole else self._joined(href.strip())
        return known

    def _joined(self, href: str) -> str:
        if not href or href[0] == "#":
            return ""
        if not self._origin or href[-1] == "?" or not _PLAIN.fullmatch(href):
            return join(self._base, href)
        if href[0] == "." and (below := _BELOW.fullmatch(href)) and self._plain_folder:
            steps = below[1].count("../")
            folder = self._folders.get(steps)
            if folder is None:
                folder = self._folders[steps] = self._above(steps)
            return folder + below[2]
        stepping = (href[0] == "." or "/." in href) and _DOTS.search(href) is not None
        if stepping or "//" in href or href[0] == "?":
            return join(self._base, href)
        return (self._origin if href[0] == "/" else self._folder) + href

    def _above(self, steps: int) -> str:
        """The folder so many steps above that of the page; from the top there is no step."""
        folder = self._folder
        for _ in range(min(steps, folder.count("/"))):
            if folder == self._origin + "/":
                break
            folder = folder[: folder.rindex("/", 0, -1) + 1]
        return folder
