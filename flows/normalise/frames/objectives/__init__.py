"""The axes, objectives and actions of programmes."""
