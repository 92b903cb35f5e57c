"""The registry of sources as its maintainers use it: sources checked against their sites, new ones begun."""
