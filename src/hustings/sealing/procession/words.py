"""Where a procession stands in plain words: what is done, whose turn it is, what they type.

Knows how each act is called for. Must not know files.
"""

from __future__ import annotations

from hustings.sealing.proceedings import Proceedings
from hustings.sealing.procession.turns import Act, Turn, turns, waiting

_DOES = {
    Act.DECOYS: "commits to the decoys",
    Act.OPEN: "opens S and puts the decoys in",
    Act.MIX: "mixes at {layer}",
    Act.CHECK: "publishes S and the decoys’ seeds, and checks that no decoy vanished",
    Act.RELEASE: "checks everything, and releases {layer}",
}
_COMMANDS = {
    Act.DECOYS: "hustings scrutineer decoys STICK --keys FOLDER",
    Act.OPEN: "hustings scrutineer open STICK --keys FOLDER",
    Act.MIX: "hustings trustee mix STICK --keys FOLDER --head FILE",
    Act.CHECK: "hustings scrutineer check STICK --keys FOLDER",
    Act.RELEASE: "hustings trustee release STICK --keys FOLDER",
}


def does(turn: Turn) -> str:
    """What the holder does, in the third person: "mixes at M1"."""
    return _DOES[turn.act].format(layer=turn.layer)


def command(turn: Turn) -> str:
    """What the holder types, with words in capitals to be replaced."""
    return _COMMANDS[turn.act]


def following(proceedings: Proceedings, *, by: str = "") -> tuple[str, ...]:
    """Whose turn it is, and what they type: a line each.

    Args:
        by: who has the stick in their hands; empty for nobody in particular.
    """
    now = waiting(proceedings)
    if not now:
        return (
            "Every key is released. Hand the stick in to the returning officer, who runs",
            "  hustings vote receive DIR STICK",
        )
    first = now[0]
    if len(now) > 1:
        each = (f"  {turn.holder} {does(turn)}" for turn in now)
        return ("Pass the stick on, in any order:", *each, "each with", f"  {command(first)}")
    if first.holder == by:
        return (f"Next, {by} again, who {does(first)}:", f"  {command(first)}")
    return (f"Pass the stick to {first.holder}, who {does(first)}:", f"  {command(first)}")


def readme(proceedings: Proceedings) -> str:
    """What whoever finds the stick can read without any program."""
    manifest = proceedings.manifest
    exercise = " (an exercise: nothing that comes of it counts)" if manifest.practice else ""
    lines = [
        f"{manifest.title}{exercise}",
        f"The election’s id: {proceedings.eid.hex()}",
        "",
        "After the close this folder goes from one holder of keys to the next. No key is on it,",
        "and nobody can read a vote from it before the last key is released. Keep it whole:",
        "change, rename and delete nothing.",
        "",
        "Done, and still to do:",
        *(
            f"  [{' ' if turn.missing else 'x'}] {turn.holder} {does(turn)}"
            for turn in turns(proceedings)
        ),
        "",
        *following(proceedings),
        "",
        "In it:",
        "  manifest.json             everything that was settled before the poll opened",
        "  statements.jsonl          what everybody has signed since, a line each",
        "  contests/NAME/board.bin   the sealed ballots of a contest, as they were cast",
        "  contests/NAME/lists/…     what each holder hands on, without names, sorted",
        "",
    ]
    return "".join(f"{line}\n" for line in lines)
