"""List the promises, and keep them up to date: begin, finish, move, hand over, drop and reopen them."""

COMMANDS = ("list", "add", "start", "done", "drop", "move", "assign", "reopen")
"""``pmctl action list``."""
