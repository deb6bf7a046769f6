"""The nine sayings, a module each: what it claims, what is measured, what comes of it."""
