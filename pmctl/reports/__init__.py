"""Postmortems and the ledger turned into views: what the commands show. Pure."""
