"""How a postmortem begins: what can be said of it without reading it, in a hundredth of the time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.postmortem.model import stem
from pmctl.reports.words import fold, forms_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAMED: Final = 1.0
_LABELLED: Final = 0.6
_TOLD: Final = 0.5
"""What a word counts in a title, a service or a cause; in a tag or the name of the file; in the story."""

_MOST: Final = 2000
"""So many bytes are looked at of any value, and of the story; of that, no more than its first section, which mostly is
a summary."""

_LONGEST: Final = 64
"""So many bytes hold two words of the longest kind."""

_PLAIN: Final = bytes(
    code if chr(code).isalnum() or not chr(code).isascii() else ord(" ") for code in bytes(range(256)).lower()
)
"""Makes small letters of ASCII's capitals, and blanks of all of ASCII that stands between words."""

_ITEM: Final = re.compile(r"[^\s\[\],\"'-][^\[\],\"'\n]*")


class Opening(NamedTuple):
    """What the first bytes of a document say.

    Attributes:
        title: its own, else its first heading, else the name of its file.
        date: as it is written; empty if it is not.
        words: those of the wanted ones that it has, with what each counts.
        names: those of the wanted services and causes that it has, in small letters.
    """

    path: str
    title: str
    date: str
    words: Mapping[str, float]
    names: frozenset[str]


class Wanted:
    """What is looked for: roots of words, as `words_of` returns them, and the names of services and causes."""

    def __init__(self, words: Iterable[str], names: Iterable[str]) -> None:
        self._forms = [(word, [form.encode("utf-8", "replace") for form in forms_of(word)]) for word in words]
        self._names = frozenset(map(fold, names))

    def find(self, path: str, data: bytes) -> Opening:
        """Return what the first bytes of a document say of it. Nothing is wrong with any bytes."""
        front, story = _divided(data)
        title = _value(front, b"\ntitle:") or _heading(story)
        services, causes = _value(front, b"\nservices:"), _value(front, b"\ncauses:")
        texts = (
            (NAMED, _plain(b" %b\n%b\n%b" % (title[:_MOST], services[:_MOST], causes[:_MOST]))),
            (
                _LABELLED,
                _plain(b" %b\n%b" % (stem(path).encode("utf-8", "replace"), _value(front, b"\ntags:")[:_MOST])),
            ),
            (_TOLD, story.translate(_PLAIN)),
        )
        whole = b"\n".join(text for _, text in texts)
        words = {}
        for word, forms in self._forms:
            present = [form for form in forms if form in whole]
            if present and (worth := _place(word, present, texts)):
                words[word] = worth
        return Opening(
            path=path,
            title=_text(title) or stem(path),
            date=_text(_value(front, b"\ndate:")),
            words=words,
            names=self._names and self._names.intersection(map(fold, _items(services) + _items(causes))),
        )


def _divided(data: bytes) -> tuple[bytes, bytes]:
    """Return the front matter from its first line end on, and where the story begins, from a line end on."""
    front = b""
    if data[:6].removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        end = data.find(b"\n---", 3)
        front, data = (data[:end], data[end + 4 :]) if end >= 0 else (data, b"")
    story = b"\n" + data[:_MOST]
    first = story.find(b"\n## ")
    second = story.find(b"\n## ", first + 1) if first >= 0 else -1
    return front, story[:second] if second >= 0 else story


def _value(front: bytes, key: bytes) -> bytes:
    """Return what stands behind a key at the margin, with the lines of it that are indented or begin with a hyphen."""
    at = front.find(key)
    if at < 0:
        return b""
    start = at + len(key)
    end = front.find(b"\n", start)
    while end >= 0 and front[end + 1 : end + 2] in {b" ", b"-"}:
        end = front.find(b"\n", end + 1)
    return front[start : end if end >= 0 else len(front)]


def _heading(story: bytes) -> bytes:
    at = story.find(b"\n# ")
    return story[at + 3 :].partition(b"\n")[0] if at >= 0 else b""


def _text(value: bytes) -> str:
    text = value.decode("utf-8", "replace").strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text.partition(" #")[0].rstrip()


def _items(value: bytes) -> list[str]:
    return [item.strip() for item in _ITEM.findall(value.decode("utf-8", "replace"))] if value else []


def _plain(text: bytes) -> bytes:
    if not text.isascii():
        text = fold(text.decode("utf-8", "replace")).encode()
    return text.translate(_PLAIN)


def _place(word: str, forms: Sequence[bytes], texts: Iterable[tuple[float, bytes]]) -> float:
    """Return what the first text counts that has a word; 0 if none does."""
    for worth, text in texts:
        for form in forms:
            if form in text and _stands(word, form, text):
                return worth
    return 0.0


def _stands(word: str, form: bytes, text: bytes) -> bool:
    """Return whether what begins like `form` is the wanted word anywhere in a plain text."""
    at = text.find(form)
    while at >= 0:
        if not form.startswith(b" "):
            return True
        first, _, rest = text[at + 1 : at + _LONGEST].partition(b" ")
        if _first_word(first, rest.partition(b" ")[0]) == word:
            return True
        at = text.find(form, at + 1)
    return False


@lru_cache(maxsize=8192)
def _first_word(first: bytes, second: bytes) -> str | None:
    """Return the root of the first word, or of both if they are said for one."""
    return next(iter(words_of((b"%b %b" % (first, second)).decode("utf-8", "replace"))), None)
