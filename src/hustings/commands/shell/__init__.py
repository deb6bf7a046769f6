"""What every command stands on: streams, progress, faults, JSON, packages that may be missing."""
