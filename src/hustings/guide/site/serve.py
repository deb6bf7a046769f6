"""Looking at a site on one's own machine.

Knows HTTP enough for a preview, with the headers that a host would send. It is not for the open
network: it answers this machine alone.
"""

from __future__ import annotations

import os
import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from hustings.errors import InputError
from hustings.guide.hosting import HEADERS, WORKER

HOST = "127.0.0.1"
PORT = 8765
# Ports tried, one after another, where none is asked for.
TRIES = 20


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder; hides its dot files; says nothing of who asked for what."""

    server_version = "Hustings"
    sys_version = ""
    extensions_map = {  # noqa: RUF012 - as the class above has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json",
        ".ics": "text/calendar; charset=utf-8",
    }

    def end_headers(self) -> None:
        for name, value in HEADERS:
            self.send_header(name, value)
        fresh = "no-cache" if self.path.endswith((WORKER, ".html", "/")) else "max-age=60"
        self.send_header("Cache-Control", fresh)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = os.path.join(self.directory, "404.html")
        if code == 404 and os.path.isfile(page) and self._is_inside(page):
            with open(page, "rb") as file:
                content = _from_the_top(file.read())
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
            return
        super().send_error(code, message, explain)

    def send_head(self):  # type: ignore[no-untyped-def]
        # Another name for this machine is how a page elsewhere would read what is served here.
        if (self.headers.get("Host") or "").lower() not in self._own_names():
            self.send_error(421, "This server answers to its own address only")
            return None
        path = self.translate_path(self.path)
        inside = os.path.relpath(path, self.directory).split(os.sep)
        hidden = any(part.startswith(".") and part != "." for part in inside)
        # A folder's listing would show what no page links to.
        index = os.path.join(path, "index.html")
        bare = os.path.isdir(path) and not os.path.isfile(index)
        if hidden or bare or "\0" in path or not (self._is_inside(path) and self._is_inside(index)):
            self.send_error(404)
            return None
        return super().send_head()

    def _own_names(self) -> set[str]:
        port: int = self.connection.getsockname()[1]
        return {f"{name}:{port}" for name in (HOST, "localhost")}

    def _is_inside(self, path: str) -> bool:
        """Whether it is in the folder, wherever symbolic links lead."""
        real = os.path.realpath(path)
        return os.path.commonpath([real, self.directory]) == self.directory

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: a preview should not keep what its user does not want kept."""


def _from_the_top(page: bytes) -> bytes:
    """The page for what is not there, as it would be on a host: here the site is at the top.

    Its links begin where the published site does, which is not the top of every host; where that is
    not known, they lead on from whatever was asked for.
    """
    match = re.search(rb'data-root="([^"]*)"', page)
    top = re.escape(match[1] if match else b"")
    return re.sub(rb'((?:href|src|data-root)=")(?!#|[a-z]+:)' + top, rb"\1/", page)


def server(folder: str, port: int | None = None) -> ThreadingHTTPServer:
    """A server of `folder` for this machine; `server_address` says where, `serve_forever` starts.

    Raises:
        InputError: there is no site in the folder, or the port is taken.
    """
    if not os.path.isfile(os.path.join(folder, "index.html")):
        raise InputError(
            "there is no site in this folder",
            remedy="make one with `hustings guide build PLAN --config guide.toml -o FOLDER`",
            source=folder,
        )
    handler = partial(_Handler, directory=os.path.realpath(folder))
    ports = range(PORT, PORT + TRIES) if port is None else (port,)
    for one in ports:
        try:
            return ThreadingHTTPServer((HOST, one), handler)
        except OSError as error:
            why = error.strerror or str(error)
        except OverflowError:
            why = "there is no such port"
    raise InputError(f"port {ports[-1]} cannot be used: {why}", remedy="give another with --port N")
