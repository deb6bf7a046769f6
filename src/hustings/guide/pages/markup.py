"""Texts as a page holds them: escaped, marked with their language, in paragraphs, as data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from hustings.guide.model import Guide, Photograph, Text
from hustings.guide.words import wording
from hustings.report.languages import Words
from hustings.report.wording import printable

_BLANK = re.compile(r"\n[ \t]*\n\s*")
# What could end the element that the data stands in, or start another.
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def said(words: Words, text: Text) -> Markup:
    """A text in the page's language; in the language it has, and marked so, where that is not."""
    return marked(words, *text.given(words.language))


def marked(words: Words, language: str, text: str) -> Markup:
    """Words of a language, which is marked where it is not the page's."""
    text = printable(text)
    if not text or language == words.language:
        return escape(text)
    return Markup('<span lang="{}" dir="auto">{}</span>').format(language, text)


def paragraphs(words: Words, text: Text | tuple[str, str], kind: str = "") -> Markup:
    """A text's paragraphs, which empty lines set apart; nothing for nothing said."""
    language, plain = text.given(words.language) if isinstance(text, Text) else text
    attributes = Markup(' class="{}"').format(kind) if kind else Markup()
    if language != words.language:
        attributes += Markup(' lang="{}" dir="auto"').format(language)
    return Markup("\n").join(
        Markup("<p{}>{}</p>").format(attributes, printable(part))
        for part in _BLANK.split(plain.strip())
        if part
    )


def rich(words: Words, key: str, **parts: Markup | str | int) -> Markup:
    """A string of the site with elements in its places."""
    held = {name: part if name == "n" else f"{{{name}}}" for name, part in parts.items()}
    return Markup(escape(words(key, **held))).format(**parts)


def rich_of_parts(words: Words, guide: Guide, key: str, **parts: Markup | str | int) -> Markup:
    """The same of a sentence about a region, called as the campaign calls it."""
    key, names = wording.naming(guide, words.language, key)
    return rich(words, key, **names, **parts)


NO_FACE = Markup('<span class="face"></span>')


def faces(words: Words, photographs: Sequence[Photograph], root: str) -> dict[str, Markup]:
    """The photograph of each candidate that has one, by name as pages show it.

    Args:
        root: how to get to the top of the site.
    """
    picture = Markup('<img class="face" src="{}{}" alt="{}"{} width="72" height="72"{}>')
    lazy = Markup(' loading="lazy" decoding="async"')
    found = {}
    for one in photographs:
        language, alt = one.alt.given(words.language)
        spoken = Markup() if language == words.language else Markup(' lang="{}"').format(language)
        made = picture.format(root, one.path, printable(alt), spoken, lazy)
        found[printable(one.name)] = made
    return found


def joined(words: Words, parts: Sequence[Markup]) -> Markup:
    """Elements in a sentence: "A, B and C"."""
    if len(parts) < 2:
        return Markup().join(parts)
    return escape(words("joining.comma")).join(parts[:-1]) + words("joining.last") + parts[-1]


def bold(text: str) -> Markup:
    """A few words that stand out."""
    return Markup("<b>{}</b>").format(text)


def link(address: str, text: str) -> Markup:
    """A link in a sentence."""
    return Markup('<a href="{}">{}</a>').format(address, text)


def data(value: object) -> Markup:
    """A value as JSON that can stand in a `script` element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_UNSAFE))
