"""Pages and a REST API over one workspace."""
