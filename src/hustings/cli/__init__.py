"""The command line: one Click group; a command's module is imported when it runs."""

from hustings.cli.main import main

__all__ = ["main"]
