"""Measure how an ONS Postcode Directory of full size is imported: time and memory.

Knows how such a directory is laid out. The rows are made up, the same for the same seed: outcodes
and regions are those of the bundled index, everything else is filler of the usual length.

    python bench/postcodes_import.py [--rows 2700000] [--folder bench/.work] [--keep]
"""

from __future__ import annotations

import argparse
import io
import platform
import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from measure import run

from hustings.guide.postcodes.file import bundled
from hustings.guide.postcodes.index import Index, lookup

NAME = "Data/ONSPD_NOV_2025_UK.csv"
HEADER = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,"
    "osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,"
    "npark,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,wz11,sicbl,bua24,ru11ind,oac11,lat,long,"
    "lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)
COUNTRIES = {
    "England": "E92000001",
    "Wales": "W92000004",
    "Scotland": "S92000003",
    "Northern Ireland": "N92000002",
}
REGIONS = {
    "North East": "E12000001",
    "North West": "E12000002",
    "Yorkshire and the Humber": "E12000003",
    "East Midlands": "E12000004",
    "West Midlands": "E12000005",
    "East of England": "E12000006",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
ENDED = 0.34  # of all postcodes, in the real directory


def rows_of(index: Index, count: int, draw: random.Random) -> Iterator[str]:
    """The lines of the table, sorted by postcode as in the real one."""
    yield HEADER
    incodes = [f"{n}{one}{two}" for n in range(10) for one in LETTERS for two in LETTERS]
    outcodes = sorted(
        [name for name, _ in index.outcodes] + [one.outcode for one in index.straddling]
    )
    for place, outcode in enumerate(outcodes):
        wanted = count * (place + 1) // len(outcodes) - count * place // len(outcodes)
        for incode in sorted(draw.sample(incodes, min(wanted, len(incodes)))):
            yield row(index, outcode, incode, draw)


def row(index: Index, outcode: str, incode: str, draw: random.Random) -> str:
    """One line."""
    whole = index.whole(outcode)
    area = index.areas[lookup(index, outcode + incode).areas[0] if whole is None else whole]
    region = REGIONS.get(area.region, f"{COUNTRIES[area.country][0]}99999999")
    district = "E07000028" if area.name == "Cumbria" else "E06000001"
    ended = "199806" if draw.random() < ENDED else ""
    number = draw.randrange(10_000_000)
    code = f"E0{number:07d}"
    return (
        f'"{outcode:4}{incode}","{outcode:4} {incode}","{outcode} {incode}","198001","{ended}",'
        f'"E99999999","E99999999","{district}","{code}","E04000001","0","0{number % 600000:06d}",'
        f'"0{number % 700000:06d}","1","S08000020","S99999999","{COUNTRIES[area.country]}",'
        f'"{region}","S99999999","E14001063","S15000001","S09000001","S22000047","S03000012",'
        f'"S30000026","99ZZ00","S00001364","01C30","S99999999","S01000011","S02000007","6","3C2",'
        f'"{code}","S01006514","S02001237","S34002990","S03000012","S99999999","3","1C3",'
        f'57.{number:07d},-2.{number:07d},"S99999999","S99999999","S23000009",6715,"S99999999",'
        f'"S99999999","{code}","S01006853","S02001296"'
    )


def make(path: Path, count: int) -> int:
    """Write a zip as it is published; the size of the table in it."""
    lines = rows_of(bundled(), count, random.Random(1))
    size = 0
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(NAME, "w", force_zip64=True) as member,
        io.TextIOWrapper(member, "ascii", newline="") as text,
    ):
        for line in lines:
            size += text.write(line + "\r\n")
    return size


def main() -> None:
    """Make the directory, import it from the zip and from the bare table, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=2_700_000)
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--keep", action="store_true", help="leave the made files where they are")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    archive = arguments.folder / "onspd.zip"
    made = arguments.folder / "postcodes.txt"
    size = make(archive, arguments.rows)
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    print(
        f"{arguments.rows:,} rows, {size / 1e6:,.0f} MB, {archive.stat().st_size / 1e6:,.0f} MB zip"
    )
    with zipfile.ZipFile(archive) as whole:
        table = Path(whole.extract(NAME, arguments.folder))
    for path in (archive, table):
        command: list[str | Path] = [sys.executable, "-m", "hustings", "guide", "postcodes"]
        done = run([*command, "import", path, "-o", made], limit=600, memory_mb=0, answers=False)
        print(f"{path.suffix:5} {done.outcome} {done.wall:.1f} s, {done.memory:.0f} MiB {done.why}")
    print(f"the index is {made.stat().st_size:,} bytes")
    if not arguments.keep:
        for path in (archive, table, made):
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
