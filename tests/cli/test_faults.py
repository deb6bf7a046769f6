"""What goes wrong: the exact line on standard error, and the exit status."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from cli.conftest import DEFAULT_NOTE, WARD, Hustings, command

# (arguments, exit status, the line after "hustings: "); {ward} and {tmp} are filled in.
BAD_CALLS = [
    (["coun"], "no such command 'coun'. Did you mean 'count'?; see hustings --help"),
    (["count"], "missing argument 'FILE...'; see hustings count --help"),
    (["count", "{ward}", "--rule"], None),
    (
        ["count", "{ward}", "--seats", "two"],
        "invalid value for '--seats': 'two' is not a valid integer; see hustings count --help",
    ),
    (
        ["count", "{ward}", "--format", "pdf"],
        "invalid value for '--format': 'pdf' is not one of 'text', 'json', 'csv', 'html';"
        " see hustings count --help",
    ),
    (
        ["count", "{ward}", "-q", "--seats", "0"],
        "0 seats cannot be filled; give a number from 1 to 30000",
    ),
    (["count", "{ward}", "--rules", "nix"], None),
    (
        ["count", "{tmp}/nix.blt", "-q"],
        "{tmp}/nix.blt: the file cannot be read: No such file or directory; check the name",
    ),
    (["count", "-", "-"], "standard input can be read only once; give one `-`"),
    (["count", "-", "--lots", "-"], "standard input can be read only once; give one `-`"),
    (["count", "-", "-q"], "-: the file is empty; give a file of ballots"),
    (
        ["count", "{ward}", "-q", "--withdraw", "Anna"],
        "no candidate is called 'Anna'; did you mean 'Ann'?",
    ),
    (
        ["count", "{ward}", "-q", "--withdraw", "Xyz"],
        "no candidate is called 'Xyz'; the candidates are Ann, Ben, Cát, Dev",
    ),
    (
        ["count", "{ward}", "-q", "--input-format", "pdf"],
        "`pdf` is not a ballot format; choose one of blt, scottish-csv, preflib, csv, abif, cef,"
        " stv, devotee",
    ),
    (
        ["count", "{ward}", "-q", "--stages", "9"],
        "stages '9': there is no stage 9; this count has stages 1 to 3",
    ),
    (
        ["count", "{ward}", "--format", "json", "--stages", "1"],
        "--stages belongs to the text of one count; leave it out or give --format text",
    ),
    (
        ["count", "{ward}", "--lots", "{tmp}/lots"],
        "{tmp}/lots: this file of lots does not exist; check the name, or give a seed that does not"
        " look like a file's name",
    ),
    (
        ["count", "{ward}", "--lots", "draw.txt"],
        "draw.txt: this file of lots does not exist; check the name, or give a seed that does not"
        " look like a file's name",
    ),
    (["count", "{ward}", "--lots", " "], "the seed is empty; give --lots SEED or FILE"),
    (["count", "{ward}", "--lots", "{tmp}"], "{tmp}: this cannot be read: Is a directory"),
    (
        ["count", "{ward}", "-o", "{tmp}/nix/x.json"],
        "{tmp}/nix/x.json: there is no folder {tmp}/nix; make it first",
    ),
    (
        ["count", "{ward}", "-o", "{tmp}", "--format", "csv"],
        "{tmp}: this is a folder; name a file in it",
    ),
    (
        ["count", "{ward}", "-o", "{ward}", "--format", "csv"],
        "{ward}: this would overwrite what is read; name another file",
    ),
    (
        ["count", "{ward}", "-o", "{tmp}/sheet.pdf"],
        "{tmp}/sheet.pdf: the format cannot be told from this name; end it in .txt, .json, .csv or"
        " .html, or give --format",
    ),
    (["rules", "nix"], None),
    (
        ["rules", "--notes"],
        "--notes belongs to one rule set; name it: hustings rules NAME",
    ),
    (["convert", "{ward}"], "missing argument 'OUT'; see hustings convert --help"),
    (
        ["convert", "{ward}", "{tmp}/ward.pdf"],
        "{tmp}/ward.pdf: the format to write cannot be told from this name; give --output-format:"
        " blt, scottish-csv, preflib, csv, csv-ranks, abif, cef",
    ),
    (
        ["convert", "{ward}", "{ward}"],
        "{ward}: this would overwrite what is read; name another file",
    ),
    (
        ["compare", "{tmp}/a.json", "-"],
        "{tmp}/a.json: this cannot be read: No such file or directory",
    ),
    (["compare", "{tmp}", "-"], "{tmp}: this cannot be read: Is a directory"),
    (
        ["compare", "{ward}", "-"],
        "{ward}: this is neither JSON nor a known result in CSV; give a result in CSV"
        " (hustings count FILE --format csv), OpenSTV's CSV, or a table with candidates down the"
        " side and Stage 1, Stage 2 … across the top",
    ),
    (["digest", "-"], "-: the file is empty; give a file of ballots"),
]


@pytest.mark.parametrize(("arguments", "line"), BAD_CALLS, ids=[" ".join(c[0]) for c in BAD_CALLS])
def test_a_bad_call_gets_one_line(
    hustings: Hustings, ward: Path, tmp_path: Path, arguments: list[str], line: str | None
) -> None:
    filled = [word.format(ward=ward, tmp=tmp_path) for word in arguments]
    status, out, err = hustings(*filled)
    notes, _, last = err.removesuffix("\n").rpartition("\n")
    assert (status, out) == (2, "")
    assert notes in ("", DEFAULT_NOTE.rstrip())
    assert last.startswith("hustings: ")
    if line is not None:
        assert last == "hustings: " + line.format(ward=ward, tmp=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ward.blt"]


def test_an_unknown_rule_set_lists_those_there_are(hustings: Hustings, ward: Path) -> None:
    from hustings.counting.law import MODULES

    line = f"hustings: no rule set is called 'nix'; choose one of {', '.join(MODULES)}\n"
    assert hustings("count", ward, "--rules", "nix") == (2, "", line)
    assert hustings("rules", "nix") == (2, "", line)


def test_an_unknown_option_offers_one(hustings: Hustings, ward: Path) -> None:
    status, out, err = hustings("count", ward, "--seat", "1")
    assert (status, out) == (2, "")
    assert err.startswith("hustings: no such option '--seat'")
    assert "--seats" in err
    assert err.endswith("; see hustings count --help\n")


@pytest.mark.parametrize("what", ["count", "digest"])
def test_a_fault_in_a_file_names_the_line(hustings: Hustings, ward: Path, what: str) -> None:
    ward.write_text(WARD.replace("1 2 0\n2 2", "1 7 0\n2 2"), encoding="utf-8")
    assert hustings(what, ward, "-q") == (
        2,
        "",
        f"hustings: {ward}, line 5: `7` is on a ballot but is not a candidate; candidates are"
        " numbered from 1 to 4 here\n",
    )


def test_a_fault_stays_on_one_line_whatever_it_names(hustings: Hustings, tmp_path: Path) -> None:
    status, _, err = hustings("count", tmp_path / "a\nb\x1b[31m.blt", "-q")
    assert status == 2
    assert err == (
        f"hustings: {tmp_path}/a b\\x1b[31m.blt: the file cannot be read: No such file or"
        " directory; check the name\n"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_no_permission(hustings: Hustings, ward: Path) -> None:
    ward.chmod(0)
    status, out, err = hustings("count", ward, "-q")
    assert (status, out) == (2, "")
    assert err.startswith(f"hustings: {ward}: the file cannot be read: Permission denied")


def break_count(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make every count end like this."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("hustings.counting.engine.count", fail)


def test_our_own_fault_is_one_line_too(
    hustings: Hustings, ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_count(monkeypatch, ZeroDivisionError("division\nby zero"))
    monkeypatch.delenv("HUSTINGS_DEBUG", raising=False)
    line = (
        "hustings: this should not happen: ZeroDivisionError: division by zero; please report it"
        " with the output of the same command after export HUSTINGS_DEBUG=1\n"
    )
    assert hustings("count", ward, "-q") == (1, "", line)
    monkeypatch.setenv("HUSTINGS_DEBUG", "1")
    status, out, err = hustings("count", ward, "-q")
    assert (status, out) == (1, "")
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.endswith(line)


def test_too_little_memory(hustings: Hustings, ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_count(monkeypatch, MemoryError())
    assert hustings("count", ward, "-q") == (
        1,
        "",
        "hustings: there is not enough memory for this\n",
    )


def test_an_interrupt(hustings: Hustings, ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_count(monkeypatch, KeyboardInterrupt())
    assert hustings("count", ward, "-q") == (130, "", "")


# -- as a process ----------------------------------------------------------------------------------


def test_exit_statuses_of_a_process(process: Hustings, ward: Path, tie: Path) -> None:
    assert process("count", ward, "-q").status == 0
    assert process("count", tie, "-q").status == 1
    assert process("count", "nix.blt") == (
        2,
        "",
        DEFAULT_NOTE
        + "hustings: nix.blt: the file cannot be read: No such file or directory; check the name\n",
    )


def test_a_reader_that_stops_reading(ward: Path) -> None:
    with subprocess.Popen(
        command("count", ward, "-q"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 141


def test_control_c_while_it_waits() -> None:
    with subprocess.Popen(
        command("count", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stderr.readline().decode() == DEFAULT_NOTE
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        assert (running.stdout.read(), running.stderr.read()) == (b"", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
@pytest.mark.parametrize("shape", ["text", "json"])
def test_a_full_disk(ward: Path, shape: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command("count", ward, "-q", "--format", shape),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (1, b"hustings: no space left on device\n")


def test_no_standard_streams(ward: Path) -> None:
    for words, line in (
        (f"count -q '{ward}' >&-", "hustings: there is no standard output; give -o FILE\n"),
        ("count -q - <&-", "hustings: -: there is no standard input; give a file\n"),
    ):
        done = subprocess.run(
            ["sh", "-c", " ".join([*command(), words])],
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr.decode()) == (2, line)
