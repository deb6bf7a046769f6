"""The ground floor: text, tables, TOML and JSON, with the line of everything. Knows no election."""
