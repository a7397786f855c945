"""Legacy postmortems, read for what they state: a document of somebody's own style becomes one of pmctl's. Pure."""
