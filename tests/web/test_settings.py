"""Django's own check of a site that is open to everybody, and the headers of every answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hustings.web.folder import VARIABLE, Folder, write_secret

ANSWER = """
import django; django.setup()
from django.test import Client
answer = Client().get("/nowhere", secure=True, headers={"host": "vote.example.org"})
for name, value in sorted(answer.headers.items()): print(f"{name}: {value}")
print(answer.status_code, len(answer.cookies), answer.content.decode())
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of a process that serves an election at an address of its own."""
    folder = Folder(str(tmp_path))
    Path(folder.toml).write_text('address = "https://vote.example.org/"\n', encoding="utf-8")
    write_secret(folder.django_key, b"0123456789abcdef" * 4)
    return {VARIABLE: folder.path, "DJANGO_SETTINGS_MODULE": "hustings.web.settings"}


def python(environment: dict[str, str], *words: str) -> str:
    import os

    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_django_finds_nothing_to_warn_of(environment: dict[str, str]) -> None:
    said = python(environment, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert said == "System check identified no issues (0 silenced).\n"


def test_every_answer_keeps_to_itself_and_sets_no_cookie(environment: dict[str, str]) -> None:
    headers, page = python(environment, "-c", ANSWER).split("\n404 0 ")
    assert "<h1>There is no such page</h1>" in page
    assert [line for line in headers.splitlines() if not line.startswith("Content-Length")] == [
        "Cache-Control: no-store",
        "Content-Language: en",
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
        " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'",
        "Content-Type: text/html; charset=utf-8",
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
        "Permissions-Policy: camera=(), microphone=(), geolocation=()",
        "Referrer-Policy: no-referrer",
        "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload",
        "Vary: Accept-Language",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
    ]


FOREIGN = """
import django; django.setup()
from django.test import Client
for path in ("/nowhere", "/static/web/base.css"):
    for host in ("vote.example.org", "evil.example.com"):
        answer = Client().get(path, secure=True, headers={"host": host})
        policy = answer.headers["Content-Security-Policy"]
        print(path, host, answer.status_code, "unsafe" in policy, policy[:18])
"""


def test_whoever_calls_us_by_another_name_gets_nothing(environment: dict[str, str]) -> None:
    said = python(environment, "-c", FOREIGN).splitlines()
    assert [line for line in said if line.startswith("/")] == [
        "/nowhere vote.example.org 404 False default-src 'none'",
        "/nowhere evil.example.com 400 False default-src 'none'",
        "/static/web/base.css vote.example.org 200 False default-src 'none'",
        "/static/web/base.css evil.example.com 400 False default-src 'none'",
    ]
