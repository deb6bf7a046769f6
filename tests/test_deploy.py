"""What lies in deploy/ names commands, options, modules and files that there are."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest

from hustings.cli.main import group

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
WEB = "hustings-web@.service"


def unit(name: str) -> dict[str, str]:
    lines = (DEPLOY / name).read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def gunicorn(words: list[str]) -> dict[str, object]:
    """What gunicorn takes these options for; the one argument is a module that is there."""
    from gunicorn.config import Config

    assert find_spec(words[0]) is not None
    known = vars(Config().parser().parse_args(words))
    return {name: value for name, value in known.items() if value is not None}


def test_the_pages_are_served_where_the_proxy_asks() -> None:
    program, *words = shlex.split(unit(WEB)["ExecStart"])
    assert program == "/opt/hustings/bin/gunicorn"
    options = gunicorn(words)
    assert options["bind"] == ["127.0.0.1:8000"]
    assert "accesslog" not in options
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert re.findall(r"proxy_pass (.*);", site) == ["http://127.0.0.1:8000"]
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in site
    # Neither server writes a request down, not even one that failed.
    for server in site.split("server {")[1:]:
        assert "access_log off;" in server
        assert "error_log /var/log/nginx/error.log crit;" in server


def test_the_mailer_is_a_command_with_its_option() -> None:
    program, *words = shlex.split(unit("hustings-mail@.service")["ExecStart"])
    assert (program, words[:2]) == ("/opt/hustings/bin/hustings", ["vote", "mail"])
    # Down from the program, as when it is called: a command keeps the options of its first context.
    context = group.make_context("hustings", list(words))
    for name in words[:2]:
        command = context.command.get_command(context, name)
        context = command.make_context(name, words[words.index(name) + 1 :], parent=context)
    assert context.params == {"folder": "/srv/hustings/%i", "stay": True}


@pytest.mark.parametrize("name", [WEB, "hustings-mail@.service"])
def test_a_service_writes_to_its_election_alone(name: str) -> None:
    settings = unit(name)
    assert settings["ReadWritePaths"] == "/srv/hustings/%i"
    assert (settings["ProtectSystem"], settings["UMask"]) == ("strict", "0077")


def test_the_image_is_made_of_files_that_are_there() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = [line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY ")]
    assert [file for files in copied for file in files if not (ROOT / file).exists()] == []
    command = re.search(r"^CMD \[(.*)\]$", text, re.M)
    program, *words = re.findall(r'"([^"]*)"', command[1])
    assert program == "gunicorn"
    assert gunicorn(words)["bind"] == ["0.0.0.0:8000"]
