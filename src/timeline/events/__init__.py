"""From sentences and time expressions to dated events."""
