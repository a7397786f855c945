"""The language server: pmctl in an editor, as `cli` is pmctl in a terminal."""
