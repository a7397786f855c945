"""One module per command: arguments in, one call, one renderer, an exit code out."""
