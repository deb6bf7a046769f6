"""Template tags of voters' pages: `{% say "board.title" n=3 %}`, in the page's language."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Any, key: str, **values: object) -> str:
    """A string of voting/words; whatever stands in it is escaped."""
    return context["words"](key, **values)
