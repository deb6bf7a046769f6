"""What the licences of postcode data ask to be said wherever it is used."""

from __future__ import annotations

LICENCE = "Licensed under the Open Government Licence v3.0."
NAMES_2024 = "Names and areas of the constituencies of 2024: mySociety, CC BY 4.0."


def attribution(month: str) -> str:
    """What Ordnance Survey, Royal Mail and the Office for National Statistics ask for.

    Args:
        month: of the data, ending in the year; empty where not known.
    """
    year = f" {month.rsplit(' ', 1)[-1]}" if month else ""
    return (
        f"Contains OS data © Crown copyright and database right{year}."
        f" Contains Royal Mail data © Royal Mail copyright and database right{year}."
        f" Contains National Statistics data © Crown copyright and database right{year}."
        f" {LICENCE}"
    )
