"""The plans, projects, calls and services that an announcement tells of."""
