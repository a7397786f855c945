"""One small module per rule, the registry and the engine. Pure."""
