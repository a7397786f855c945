"""Show the configuration, and describe to other tools what it asks for."""

COMMANDS = ("show", "path", "schema", "templates")
