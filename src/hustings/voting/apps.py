"""The application as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Voting(AppConfig):
    """One election."""

    name = "hustings.voting"
    label = "voting"
