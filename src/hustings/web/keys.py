"""The keys of election.toml that the site itself reads: its address and its database.

Knows these two. Must not know the rest of the file, which `voting.config.keys` describes.
"""

from __future__ import annotations

from hustings.inputs.keys.kinds import Key, Table, Text

SITE = Table(
    (
        Key(
            "address",
            Text("a web address"),
            "Where voters find the election, with a host name of its own. Anything but this machine"
            " needs https.",
            needed=True,
        ),
        Key(
            "database",
            Text("the address of a PostgreSQL database"),
            "Where ballots are kept.",
            basis="a file in this folder, good for one machine",
        ),
    )
)
