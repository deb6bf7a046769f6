"""Sites in a folder and on a server."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from browsing import running

from hustings.guide import hosting
from hustings.guide.model import Build, Guide
from hustings.guide.pages import site as pages
from hustings.guide.postcodes import file as index_file
from hustings.guide.postcodes.index import Index

# One dark point: the pictures and posters themselves are other tests' matter.
_POINT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def written(folder: Path, guide: Guide, build: Build, index: Index | None) -> Path:
    """The site in `folder`, with stand-ins for what has no part in a test."""
    made = dict(pages.render(guide, build, index))
    if index:
        made["postcodes.js"] = index_file.script(index)
    made["sw.js"] = hosting.worker("test", ["./", *sorted(made)])
    for path, content in made.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    for one in guide.photographs:
        (folder / one.path).parent.mkdir(exist_ok=True)
        (folder / one.path).write_bytes(one.content)
    for page in folder.rglob("lists/*.html"):
        page.with_suffix(".png").write_bytes(_POINT)
        page.with_suffix(".pdf").write_bytes(b"%PDF-1.7\n")
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class _Short(_Quiet):
    """A host that leads from lists.html to lists, and from index.html to the folder."""

    def do_GET(self) -> None:
        if self.path.endswith(".html"):
            self.send_response(308)
            short = self.path.removesuffix(".html")
            folder, _, name = short.rpartition("/")
            self.send_header("Location", f"{folder}/" if name == "index" else short)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        whole = Path(self.translate_path(self.path + ".html"))
        if not self.path.endswith("/") and whole.is_file():
            self.path += ".html"
        super().do_GET()


@contextmanager
def served(folder: Path, *, short: bool = False) -> Iterator[str]:
    """The address of a server for the folder.

    Args:
        short: whether it gives pages shorter addresses, as some hosts do.
    """
    handler = partial(_Short if short else _Quiet, directory=str(folder))
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as base:
        yield f"{base}/"
