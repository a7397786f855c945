"""Everything that touches the world: git, files, configuration, templates, the clock."""
