"""The command line of voting: `hustings vote` and its commands.

Knows how they are called. Must not know what they do: each imports its module of
`hustings.commands` when it runs. Read by `hustings.cli` only when voting is asked for.
"""

from __future__ import annotations

from typing import Any

import click

from hustings.cli.options import format_option, output_option, quiet_option

group = click.Group("vote")

folder_argument = click.argument("folder", metavar="DIR")
officer_option = click.option(
    "--officer", metavar="NAME", help="Who acts, for the log; else the only officer there is."
)


@group.command(epilog="Example: hustings vote new committee-2027")
@folder_argument
@click.option(
    "--officer",
    metavar="NAME",
    help="The first officer; else asked for. Without a terminal the password is read from"
    " HUSTINGS_PASSWORD or standard input.",
)
@click.option(
    "--database", metavar="URL", help="A PostgreSQL, postgresql://USER@HOST/NAME; else a file."
)
def new(folder: str, **asked: Any) -> int:
    """Make the folder of an election: election.toml, keys, tables, an officer.

    election.toml says what each of its entries is for. The officer signs in with the password and
    one-time codes, whose secret is shown once, as text and as a QR code.
    """
    from hustings.commands.vote.new import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote schema -o election.schema.json")
@output_option
def schema(output: str | None) -> int:
    """Write the JSON Schema of election.toml, for an editor.

    An editor that knows it checks the file and offers its keys while you type: VS Code with Even
    Better TOML, say, where the file begins with the line #:schema election.schema.json
    """
    from hustings.commands import schema as schemas

    return schemas.election(output)


@group.command(epilog="Example: hustings vote check committee-2027")
@folder_argument
@format_option("text", "json")
@output_option
def check(folder: str, **asked: Any) -> int:
    """Say everything that is missing or wrong before the election can open.

    Each with its file and line. The exit status is 2 where there is anything, else 0.
    """
    from hustings.commands.vote.check import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote officer committee-2027 Otto")
@folder_argument
@click.argument("name", metavar="NAME")
def officer(folder: str, name: str) -> int:
    """Make one more officer; where there are two, two have to open the poll.

    The password is asked for, or read from HUSTINGS_PASSWORD or standard input.
    """
    from hustings.commands.vote.officer import run

    return run(folder, name)


@group.command(epilog="Example: hustings vote upgrade committee-2027")
@folder_argument
@click.option(
    "--anyway", is_flag=True, help="Even where browsers refuse this version's ballot script."
)
def upgrade(folder: str, anyway: bool) -> int:
    """Bring the tables of the database up to this version of hustings."""
    from hustings.commands.vote.upgrade import run

    return run(folder, anyway=anyway)


@group.command(epilog="Example: hustings vote roll committee-2027 members.csv --dry-run")
@folder_argument
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Change the roll without asking.")
@click.option(
    "--refused", metavar="OUT", help="Where lines that are refused go [FILE's name.refused.csv]."
)
@click.option("--sheet", metavar="NAME", help="Sheet of a spreadsheet that has several.")
@officer_option
@format_option("text", "json")
def roll(folder: str, file: str, **asked: Any) -> int:
    """Take in the roll of voters from FILE: CSV, .xlsx or .ods, - for standard input.

    FILE is the whole roll: who is on the stored one and not in it goes. Columns are found by their
    headings, or by what [roll] in election.toml says. Every line is taken, or refused with its
    reason. What would change is said first.
    """
    from hustings.commands.vote.roll import run

    return run(folder, file, **asked)


@group.command(
    epilog="Example: hustings vote add committee-2027 417 --email jo@example.org --says"
    " region=Wales --reason 'Fee was paid in time'"
)
@folder_argument
@click.argument("member", metavar="MEMBER")
@click.option("--email", metavar="ADDRESS", default="", help="Where the link is sent.")
@click.option(
    "--address",
    metavar="LINES",
    default="",
    help="Without e-mail: where a letter goes, a comma between lines.",
)
@click.option("--postcode", metavar="CODE", default="", help="Of that address.")
@click.option("--name", metavar="NAME", default="", help="What the voter is called.")
@click.option("--language", metavar="CODE", default="", help="Of mails and pages.")
@click.option("--area", metavar="AREA", default="", help="As turnout is told by.")
@click.option(
    "--says",
    "columns",
    metavar="COLUMN=VALUE",
    multiple=True,
    help="What the roll says, where contests ask for it; can be given again.",
)
@click.option("--reason", metavar="TEXT", required=True, help="Why they are added, for the log.")
@officer_option
def add(folder: str, member: str, **asked: Any) -> int:
    """Add a voter who was left out, after the freeze and before the close.

    MEMBER is the member's number. Their link is made and their invitation queued at once. The
    manifest has the roll as it was sealed: the archive says how many were added since, and verify
    reports that as the officer's word.
    """
    from hustings.commands.vote.add import run

    return run(folder, member, **asked)


@group.command(
    epilog="Example: hustings vote entitle committee-2027 417 wales --reason 'Lives in Wales'"
)
@folder_argument
@click.argument("member")
@click.argument("contest")
@click.option("--reason", metavar="TEXT", required=True, help="Why, for the log.")
@officer_option
def entitle(folder: str, member: str, contest: str, **asked: Any) -> int:
    """Let a voter vote in one more contest, after the freeze and before the close.

    MEMBER is the member's number, CONTEST the contest's id in election.toml. Where the roll was
    wrong about somebody on it: they vote with the link they have. Whoever was invited already is
    sent it again; another body that makes the links has to do that itself. The archive says how
    many were added to the contest, and verify reports that as the officer's word.
    """
    from hustings.commands.vote.entitle import run

    return run(folder, member, contest, **asked)


@group.command(epilog="Example: hustings vote status committee-2027 --format json")
@folder_argument
@format_option("text", "json")
@output_option
def status(folder: str, **asked: Any) -> int:
    """Say how far an election is, how many may vote and how many ballots there are."""
    from hustings.commands.vote.status import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote turnout committee-2027 --format csv -o turnout.csv")
@folder_argument
@click.option("--note", is_flag=True, help="Count this day first, where a day is over.")
@officer_option
@format_option("text", "json", "csv")
@output_option
def turnout(folder: str, **asked: Any) -> int:
    """Say how many have voted, by contest, day and area, and what became of the mails.

    It is counted once a day while the poll is open, by whatever sends the mails; --note does it
    where none are sent. An area is counted alone where at least twenty may vote, and shown where at
    least ten have voted and at least ten have not. With the first days comes a guess at the end.
    """
    from hustings.commands.vote.turnout import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote nominations committee-2027 bodies branches.csv")
@folder_argument
@click.argument(
    "act",
    required=False,
    default="show",
    type=click.Choice(["show", "bodies", "open", "close", "adopt"]),
)
@click.argument("what", metavar="[FILE|N]", required=False)
@officer_option
@format_option("text", "json")
def nominations(folder: str, **asked: Any) -> int:
    """Have candidates nominated, as [nominations] in election.toml says.

    bodies FILE takes in the list of nominating bodies: a table with name, region, contact (an
    e-mail address) and kind. open N queues their links, N mails. show says who is nominated by how
    many and who stands. close closes nominations after their end. adopt puts those who may stand
    on the ballot, by writing DIR/nominated.toml. What the officer decides on each nomination is
    entered in the office.
    """
    from hustings.commands.vote.nominations import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote freeze committee-2027")
@folder_argument
@officer_option
def freeze(folder: str, officer: str | None) -> int:
    """Seal the election: its manifest, boards, links and challenges for the holders' keys.

    Nothing in election.toml counts afterwards. The holders' public keys lie in DIR/holders; the
    manifest, the statements and the challenges are written into DIR/sealed.
    """
    from hustings.commands.vote.steps import freeze

    return freeze(folder, officer=officer)


@group.command(epilog="Example: hustings vote answer committee-2027 M1 backup 5f3a...")
@folder_argument
@click.argument("use", metavar="KEY")
@click.argument("copy", type=click.Choice(["key", "backup"]))
@click.argument("answer", metavar="ANSWER")
@officer_option
def answer(folder: str, use: str, copy: str, answer: str, officer: str | None) -> int:
    """Take the answer by which a holder shows that a key, or its backup, opens.

    KEY is S, M1, O1 ...; ANSWER is what `hustings trustee prove` printed for the challenge.
    """
    from hustings.commands.vote.steps import answer as run

    return run(folder, use, copy, answer, officer=officer)


@group.command(epilog="Example: hustings vote statement committee-2027 accept.json")
@folder_argument
@click.argument("file", metavar="FILE")
@officer_option
def statement(folder: str, file: str, officer: str | None) -> int:
    """Take a holder's signed statement, such as that of `hustings trustee accept`.

    DIR/sealed/statements.jsonl is written anew: the next holder signs after those in it.
    """
    from hustings.commands.vote.steps import statement

    return statement(folder, file, officer=officer)


@group.command(epilog="Example: hustings vote links committee-2027 hashes-0001.json")
@folder_argument
@click.argument("file", metavar="FILE")
@officer_option
def links(folder: str, file: str, officer: str | None) -> int:
    """Take in hashes of the links that another body makes, in an organisation.

    FILE is what `hustings links make`, or `reissue`, wrote for you. The poll cannot open before
    every voter has a link; a link that is issued again revokes the one before.
    """
    from hustings.commands.vote.steps import links

    return links(folder, file, officer=officer)


@group.command("open", epilog="Example: hustings vote open committee-2027")
@folder_argument
@officer_option
def open_(folder: str, officer: str | None) -> int:
    """Open the poll, not before its time, nor before every key and backup was tried."""
    from hustings.commands.vote.steps import open_

    return open_(folder, officer=officer)


@group.command(
    epilog="Example: hustings vote extend committee-2027 2027-03-30T12:00:00+01:00 --reason Storm"
)
@folder_argument
@click.argument("until", metavar="UNTIL")
@click.option("--reason", metavar="TEXT", required=True, help="Why, for everybody to read.")
@officer_option
def extend(folder: str, until: str, reason: str, officer: str | None) -> int:
    """Take ballots until UNTIL, a later moment with its offset; only before the close."""
    from hustings.commands.vote.steps import extend

    return extend(folder, until, reason, officer=officer)


@group.command(epilog="Example: hustings vote close committee-2027")
@folder_argument
@officer_option
def close(folder: str, officer: str | None) -> int:
    """Close the poll, not before its end, and sign the last head of every board.

    An exercise can be closed at any time.
    """
    from hustings.commands.vote.steps import close

    return close(folder, officer=officer)


@group.command(epilog="Example: hustings vote count committee-2027 --keys keys-of-the-holders")
@folder_argument
@click.option(
    "--keys",
    metavar="PATH",
    multiple=True,
    required=True,
    help="A holder's private key, or a folder of them; can be given again.",
)
@click.option(
    "--lots",
    nargs=2,
    metavar="CONTEST FILE",
    multiple=True,
    help="Lots as the officer has drawn them, as for `hustings count`; CONTEST/standing for the"
    " count without those withdrawn.",
)
@click.option(
    "--withdraw",
    metavar="NAME",
    multiple=True,
    help="Who has withdrawn since the freeze: counted with and without, and both are shown.",
)
@click.option("--few", is_flag=True, help="Open a contest with fewer than ten ballots as well.")
@click.option(
    "--head",
    "heads",
    metavar="FILE",
    multiple=True,
    help="Heads as an observer was mailed them, with which the boards are compared before anything"
    " is opened; can be given again.",
)
@click.option(
    "--backup",
    "backups",
    nargs=2,
    metavar="HOLDER PATH",
    multiple=True,
    help="The backup of a trustee's key and the other holder who keeps it: tried, and what it does"
    " not open signed by that holder, where too many ballots do not open with the key.",
)
@officer_option
@quiet_option
def count(folder: str, **asked: Any) -> int:
    """Open and count the ballots after the close, and make what is to be published.

    Needs the officer's key to sign, and in a club that to open. In a society the holders have
    released theirs before, on machines of their own (`hustings vote procession`); else those of the
    scrutineer and every trustee are needed too, all on this machine. Passphrases are asked for, or
    read from HUSTINGS_PASSPHRASE or standard input: one for all, or a line for each file.
    DIR/published has pages, ballots, records and election.zip, verified; nobody else sees them
    before `hustings vote publish`. Interrupted, it can be run again and gives the same.
    """
    from hustings.commands.vote.count import count

    return count(folder, **asked)


@group.command(epilog="Example: hustings vote procession committee-2027 -o /media/usb/stick")
@folder_argument
@click.option(
    "-o", "--output", metavar="STICK", required=True, help="A new folder, or one of its sticks."
)
@officer_option
def procession(folder: str, **asked: Any) -> int:
    """Write a stick for the holders of a society's keys, after the close.

    It goes from one to the next, each on a machine of their own: its README.txt says whose turn it
    is. What was handed in so far is on it, so a lost stick can be made again.
    """
    from hustings.commands.vote.procession import send

    return send(folder, **asked)


@group.command(epilog="Example: hustings vote receive committee-2027 /media/usb/stick")
@folder_argument
@click.argument("stick", metavar="STICK")
@officer_option
@quiet_option
def receive(folder: str, stick: str, **asked: Any) -> int:
    """Take in what the holders have signed and handed on, on STICK.

    At the end, or as often as you like on the way: everything that is new is verified first, and
    nothing is taken in where anything does not hold.
    """
    from hustings.commands.vote.procession import receive

    return receive(folder, stick, **asked)


@group.command(epilog="Example: hustings vote publish committee-2027")
@folder_argument
@officer_option
def publish(folder: str, officer: str | None) -> int:
    """Let everybody see the results on the election's pages, and download the archive."""
    from hustings.commands.vote.count import publish

    return publish(folder, officer=officer)


@group.command(epilog="Example: hustings vote vacancy committee-2027 --leaving 'Ann Lee'")
@click.argument("path", metavar="DIR|ARCHIVE")
@click.option("--leaving", metavar="NAME", multiple=True, required=True, help="Who leaves.")
@click.option(
    "--unavailable",
    metavar="NAME",
    multiple=True,
    help="Who has said that they do not want the seat; can be given again.",
)
@click.option("--contest", metavar="C", help="Its id, where the names do not say which it is.")
@click.option(
    "--sitting",
    type=click.Choice(["kept", "free"]),
    default="kept",
    show_default=True,
    help="Whether sitting members keep their seats in the count, or are free to lose them; both"
    " counts are shown where they differ.",
)
@click.option(
    "--lots",
    nargs=2,
    type=(click.Choice(["kept", "free"]), str),
    metavar="kept|free FILE",
    multiple=True,
    help="Lots as drawn for one of the two counts, as for `hustings count`.",
)
@click.option(
    "--after",
    metavar="FILE",
    multiple=True,
    help="With an archive alone: the vacancy-N.json of an earlier vacancy, the first first.",
)
@click.option("--pages", metavar="FOLDER", help="Write the pages and records there too.")
@click.option("--publish", is_flag=True, help="Show it to everybody beside the results.")
@officer_option
@format_option("text", "json")
@output_option
def vacancy(path: str, **asked: Any) -> int:
    """Fill a vacancy from the ballots of the election, counted again without who leaves.

    From the election's folder once its results are published, or from its election.zip alone.
    Nobody is asked to vote again and nothing is opened: the published ballots are counted under the
    election's rules as if whoever left, or does not want the seat, were not on them. The archive
    stays as it is. Nothing is kept without --publish; with it the log has it, too.
    """
    from hustings.commands.vote.vacancy import run

    return run(path, **asked)


@group.command(epilog="Example: hustings vote forget committee-2027 --dry-run")
@folder_argument
@click.option("--dry-run", is_flag=True, help="List exactly what would be deleted; change nothing.")
@click.option(
    "--early",
    type=click.Choice(["mails", "roll"]),
    multiple=True,
    help="Delete this before it falls due.",
)
@click.option(
    "--also",
    metavar="NAME",
    multiple=True,
    help="Delete this file in DIR too, which hustings has not made; can be given again.",
)
@officer_option
@format_option("text", "json")
@output_option
def forget(folder: str, **asked: Any) -> int:
    """Delete what is personal once it falls due, and certify it.

    [retention] in election.toml says when: mails after the close, the roll and nominations after
    the results were published. What would go is shown, and goes once `delete` is typed, or stands
    on standard input. The certificate is written into DIR/certificates: what was deleted, numbers,
    when, by whom, the heads of the log, and what holders have to destroy themselves. What was
    published stays.
    """
    from hustings.commands.vote.forget import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote log committee-2027")
@folder_argument
@format_option("text", "json")
@output_option
def log(folder: str, **asked: Any) -> int:
    """Show who did what when, every entry checked to be as it was written."""
    from hustings.commands.vote.log import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote serve committee-2027")
@folder_argument
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Instead of the address's; 0: any."
)
def serve(folder: str, port: int | None) -> int:
    """Serve the election's pages on this machine alone, until Ctrl-C.

    For a trial, or a poll that is held in one room. Mails leave meanwhile where election.toml names
    a mail server. A server for everybody is described in docs/voting-server.md.
    """
    from hustings.commands.vote.serve import run

    return run(folder, port=port)


@group.command(epilog="Example: hustings vote mail committee-2027 --stay")
@folder_argument
@click.option("--stay", is_flag=True, help="Go on sending what comes, until Ctrl-C.")
def mail(folder: str, stay: bool) -> int:
    """Send the mails that are due, through the mail server that election.toml names.

    It can be killed at any moment: nobody is missed, and at most one mail is sent twice. Officers
    queue invitations and reminders on their page; reminders that election.toml plans are queued
    here, each once, when their time has come.
    """
    from hustings.commands.vote.mail import run

    return run(folder, stay=stay)


@group.command(epilog="Example: hustings vote letters committee-2027 -o letters.pdf --only-new")
@folder_argument
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    help="The PDF, a new file that only you can read.",
)
@click.option(
    "--only-new",
    is_flag=True,
    help="Only voters of whom no letter was printed with their link as it is now, or another was"
    " asked for.",
)
@officer_option
def letters(folder: str, **asked: Any) -> int:
    """Print letters to voters without an e-mail address: one PDF, sorted by postcode.

    Each has the address where an envelope has its window, the voting code, a QR code of the link
    and what to do, in the voter's language. The roll needs their addresses. The file holds links:
    print it, and delete it.
    """
    from hustings.commands.vote.letters import run

    return run(folder, **asked)


@group.command(epilog="Example: hustings vote demo --voters 100 --no-serve")
@click.option(
    "--voters",
    type=click.IntRange(20, 100_000),
    default=300,
    show_default=True,
    metavar="N",
    help="On the roll.",
)
@click.option(
    "--dir",
    "folder",
    metavar="DIR",
    default="hustings-vote-demo",
    show_default=True,
    help="A new folder, which stays.",
)
@click.option("--keep-open", is_flag=True, help="Leave the poll in DIR open; count nothing.")
@click.option(
    "--serve/--no-serve",
    default=None,
    help="Show an election that is still open until Ctrl-C, or end [shown at a terminal].",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Where it is shown.",
)
@format_option("text", "json")
@quiet_option
def demo(folder: str, **asked: Any) -> int:
    """Hold a made-up election from the roll to an archive that anybody can check.

    Three contests of a society with a scrutineer and two trustees. Ballots are cast through the
    pages, closed, mixed, counted, published and verified; the result is the same every time. At a
    terminal another election is shown that is still open: a link to vote with, the office, mails.
    """
    from hustings.demo.vote.command import run

    return run(folder, **asked)
