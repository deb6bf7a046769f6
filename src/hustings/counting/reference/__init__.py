"""The reference engine: counts that read top-down like the law."""
