"""Parts of an electorate that are not places, for which lists can be recommended all the same.

Knows the parts' names. Must not know how many voters they have: months and digits are about as
large as each other, letters are not, and no figures for them were found.
"""

from __future__ import annotations

PARTITIONS = {
    "surname": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "birth-month": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "last-digit": tuple("0123456789"),
}
