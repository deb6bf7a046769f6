"""Words in several languages, one file a language: what the guide and its like say.

Knows how a language file is read, checked against English and asked for a string. Escaping is left
to whoever writes the page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from hustings.errors import InputError
from hustings.inputs.toml import key_lines

# Every other language is checked against this one.
REFERENCE = "en"
OTHER = "other"

_PLACE = re.compile(r"\{([a-z_]+)\}")
_BRACE = re.compile(r"[{}]")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBERS = re.compile(r"\d+(-\d+)?( \d+(-\d+)?)*")
_LANGUAGE = ("code", "name", "direction", "locale")

# The forms of one string: a single one named "other", or one for each plural.
Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A language's strings; `words("finder.title")` says one.

    Attributes:
        language: its code: "en", "cy".
        name: what its speakers call it.
        direction: "ltr" or "rtl".
        locale: for link previews: "en_GB".
    """

    language: str
    name: str
    direction: str
    locale: str
    _strings: Mapping[str, Forms] = field(repr=False)
    _plurals: Mapping[int, str] = field(repr=False)

    def __call__(self, key: str, **values: object) -> str:
        """The string of "table.key", its places filled; `n` chooses among plural forms.

        Raises:
            KeyError: no such string, or a place of it without a value: a fault of the caller.
        """
        forms = self._strings[key]
        said = forms[OTHER]
        if len(forms) > 1:
            said = forms.get(self.plural(values["n"]), said)
        return _PLACE.sub(lambda place: str(values[place[1]]), said)

    def plural(self, n: object) -> str:
        """The name of the form that goes with the number `n`."""
        return self._plurals.get(n, OTHER) if isinstance(n, int) else OTHER

    def joined(self, names: Sequence[str]) -> str:
        """Names in a sentence: "A", "A and B", "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return self("joining.comma").join(names[:-1]) + self("joining.last") + names[-1]

    def number(self, n: int) -> str:
        """A whole number with its thousands set apart, from 10,000 up."""
        return f"{n:,}".replace(",", self("joining.thousands")) if n >= 10_000 else str(n)

    def texts(self, *tables: str) -> tuple[str, ...]:
        """Every form of every string of these tables, places as they stand."""
        return tuple(
            form
            for key, forms in self._strings.items()
            if key.partition(".")[0] in tables
            for form in forms.values()
        )

    @property
    def known(self) -> tuple[str, ...]:
        """Every "table.key" there is."""
        return tuple(self._strings)


@dataclass(frozen=True)
class Shelf:
    """The language files of one part of the house, to which others can be put from outside.

    Attributes:
        folder: of our own files, one a language: "en.toml".
        called: what a message calls our own files, with {} for the language.
    """

    folder: Traversable
    called: str

    def languages(self, beside: str = "") -> tuple[str, ...]:
        """Codes of the languages there is a file for: ours, then those found in `beside`/words."""
        own = [one.name for one in self.folder.iterdir()]
        theirs = Path(beside) / "words" if beside else None
        files = [one.name for one in theirs.iterdir()] if theirs and theirs.is_dir() else []
        return tuple(sorted({name[:-5] for name in (*own, *files) if name.endswith(".toml")}))

    def load(self, language: str, beside: str = "") -> Words:
        """The words of `language`: from `beside`/words where it has them, else from our own.

        Raises:
            InputError: there is no such language, or its file is not complete and in order.
        """
        text, source = self._source(language, beside)
        words = read(text, source, self._reference)
        if words.language != language:
            raise InputError(
                f'[language] code is "{words.language}", the file\'s name says "{language}"',
                source=source,
                line=key_lines(text)["language", "code"],
            )
        return words

    @cached_property
    def _reference(self) -> Words:
        return read(*self._source(REFERENCE, ""))

    def _source(self, language: str, beside: str) -> tuple[str, str]:
        """The text of a language's file, and how the file is called."""
        if not _CODE.fullmatch(language):
            raise InputError(
                f"{language!r} is not a language code", remedy='write one such as "cy"'
            )
        name = f"{language}.toml"
        if beside and (path := Path(beside) / "words" / name).is_file():
            try:
                return path.read_text(encoding="utf-8-sig"), str(path)
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(
                    f"cannot be read: {error}", remedy="save it as UTF-8 text", source=str(path)
                ) from None
        if (own := self.folder / name).is_file():
            return own.read_text(encoding="utf-8"), self.called.format(language)
        raise InputError(
            f"there are no words for the language {language!r}, only for"
            f" {', '.join(self.languages(beside))}",
            remedy=f"put a file words/{name} beside the configuration"
            if beside
            else "choose one of these",
        )


def read(text: str, source: str, reference: Words | None = None) -> Words:
    """A language file's words, with exactly the strings and places of `reference`.

    Raises:
        InputError: with the file, the line and the key at fault.
    """
    return _File(text, source).words(reference)


# -- reading one -------------------------------------------------------------------------------


class _File:
    """A language file while it is read."""

    def __init__(self, text: str, source: str) -> None:
        self.source = source
        try:
            self.content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"is not TOML: {error}", source=source) from None
        self.lines = key_lines(text)

    def words(self, reference: Words | None) -> Words:
        about = self.table("language")
        code, name, direction, locale = (self.about(about, key) for key in _LANGUAGE)
        for key in about:
            if key not in (*_LANGUAGE, "plurals"):
                raise self.fault(f"[language] has the unknown key {key}", "language", key)
        if direction not in ("ltr", "rtl"):
            raise self.fault(
                '[language] direction is neither "ltr" nor "rtl"', "language", "direction"
            )
        plurals = self.plurals(about.get("plurals", {}))
        strings = self.strings({OTHER, *plurals.values()})
        if reference:
            self.compare(strings, reference)
        return Words(code, name, direction, locale, strings, plurals)

    def about(self, table: Mapping[str, object], key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"[language] lacks {key}, or it is not in quotation marks", "language")
        return value

    def plurals(self, table: object) -> dict[int, str]:
        """Which numbers take which form; all others take "other"."""
        if not isinstance(table, dict):
            raise self.fault("[language] plurals is not a table", "language", "plurals")
        which: dict[int, str] = {}
        for form, numbers in table.items():
            if not isinstance(numbers, str) or not _NUMBERS.fullmatch(numbers):
                raise self.fault(
                    f'plurals {form} is not a list of numbers such as "1" or "2-4 22-24"',
                    *("language", "plurals", form),
                )
            for part in numbers.split():
                first, _, last = part.partition("-")
                which.update((n, form) for n in range(int(first), int(last or first) + 1))
        return which

    def strings(self, forms: set[str]) -> dict[str, Forms]:
        strings: dict[str, Forms] = {}
        for name in self.content:
            if name == "language":
                continue
            for key, entry in self.table(name).items():
                value = {OTHER: entry} if isinstance(entry, str) else entry
                if not isinstance(value, dict) or not all(
                    isinstance(form, str) for form in value.values()
                ):
                    raise self.fault(
                        f"[{name}] {key} is neither words nor their plurals", name, key
                    )
                if unknown := sorted(set(value) - forms):
                    raise self.fault(
                        f"[{name}] {key} has a form {unknown[0]!r}; [language] plurals does not"
                        f" say for which numbers",
                        *(name, key, unknown[0]),
                    )
                if OTHER not in value:
                    raise self.fault(f'[{name}] {key} lacks the form "other"', name, key)
                for form in value.values():
                    self.places(name, key, form)
                strings[f"{name}.{key}"] = value
        return strings

    def places(self, name: str, key: str, words: str) -> None:
        if not words.strip():
            raise self.fault(f"[{name}] {key} is empty", name, key)
        if _BRACE.search(_PLACE.sub("", words)):
            raise self.fault(f"[{name}] {key} has a brace that is not a {{place}}", name, key)

    def compare(self, strings: Mapping[str, Forms], reference: Words) -> None:
        missing = [key for key in reference.known if key not in strings]
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise self.fault(f"lacks {_shown(missing[0])}{more}")
        for key, forms in strings.items():
            name, _, inner = key.partition(".")
            if key not in reference.known:
                raise self.fault(f"has the unknown string {_shown(key)}", name, inner)
            wanted = _filled(reference._strings[key])
            for form, words in forms.items():
                places = set(_PLACE.findall(words))
                lacks = wanted - places if form == OTHER else wanted - places - {"n"}
                for place in sorted(lacks):
                    raise self.fault(f"{_shown(key)} lacks the place {{{place}}}", name, inner)
                for place in sorted(places - wanted):
                    raise self.fault(
                        f"{_shown(key)} has the unknown place {{{place}}}", name, inner
                    )

    def table(self, name: str) -> dict[str, object]:
        table = self.content.get(name)
        if not isinstance(table, dict):
            raise self.fault(f"lacks the table [{name}]", name)
        return table

    def fault(self, what: str, *path: str) -> InputError:
        line = 0
        while path and not line:
            line = self.lines.get(path, 0)
            path = path[:-1]
        return InputError(what, source=self.source, line=line)


def _shown(key: str) -> str:
    name, _, inner = key.partition(".")
    return f"[{name}] {inner}"


def _filled(forms: Forms) -> set[str]:
    return {place for words in forms.values() for place in _PLACE.findall(words)}
