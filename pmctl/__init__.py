"""Postmortems as Markdown in git, and the promises in them kept."""

__version__ = "0.1.0"
