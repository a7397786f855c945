"""States of the postmortems, the events between them and the lives of actions. Pure."""
