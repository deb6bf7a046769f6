"""Looking at a site on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.guide import hosting
from hustings.guide.site.serve import HOST, server


@pytest.fixture
def address(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "lists").mkdir()
    (tmp_path / "index.html").write_text("<h1>Finder</h1>")
    (tmp_path / "404.html").write_text("<h1>Not here</h1>")
    (tmp_path / "sw.js").write_text("")
    (tmp_path / ".htaccess").write_text("secret")
    (tmp_path / "lists" / "north.html").write_text("<h1>North</h1>")
    with server(str(tmp_path), 0) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
        thread.start()
        yield int(serving.server_address[1])
        serving.shutdown()
        thread.join()


def ask(
    port: int, path: str, method: str = "GET", host: str | None = None
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(HOST, port, timeout=10)
    connection.request(method, path, headers={} if host is None else {"Host": host})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_pages_come_with_the_headers_of_a_host(
    address: int, capfd: pytest.CaptureFixture[str]
) -> None:
    for path, told in (("/", b"Finder"), ("/index.html", b"Finder"), ("/lists/north.html", b"Nor")):
        answer, content = ask(address, path)
        assert answer.status == 200
        assert told in content
        for name, value in hosting.HEADERS:
            assert answer.getheader(name) == value
        assert answer.getheader("Cache-Control") == "no-cache"
        assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert ask(address, "/sw.js")[0].getheader("Content-Type") == "text/javascript; charset=utf-8"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.html",
        "/lists/",
        "/.htaccess",
        "/%2ehtaccess",
        "/lists",
        "/lists/../.htaccess",
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/.git/config",
        "/lists/north.html/",
        "/%00",
        "/" + "a" * 5000,
    ],
)
def test_what_is_not_there_or_not_to_be_seen_is_the_page_that_says_so(
    address: int, path: str
) -> None:
    answer, content = ask(address, path)
    assert (answer.status, content) == (404, b"<h1>Not here</h1>")


@pytest.mark.parametrize("top", ["/guide/", "/", ""])
def test_the_page_for_what_is_not_there_finds_its_style_at_any_depth(
    address: int, tmp_path: Path, top: str
) -> None:
    (tmp_path / "style.css").write_text("h1 {}")
    links = f'<a href="#main"></a><link href="{top}style.css"><link href="data:x,y">'
    page = f'<html data-root="{top}">{links}<p>/guide/</p>'
    (tmp_path / "404.html").write_text(page)
    for path in ("/x", "/lists/x", "/cy/lists/x/y/"):
        answer, content = ask(address, path)
        assert answer.status == 404
        assert content.decode() == (
            '<html data-root="/"><a href="#main"></a><link href="/style.css"><link href="data:x,y">'
            "<p>/guide/</p>"
        )
    assert ask(address, "/style.css")[0].status == 200


def test_no_symbolic_link_leads_out(address: int, tmp_path: Path) -> None:
    other = tmp_path.with_name(f"{tmp_path.name}-other")
    other.mkdir()
    (other / "index.html").write_text("secret")
    (tmp_path / "file.html").symlink_to(other / "index.html")
    (tmp_path / "folder").symlink_to(other)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "index.html").symlink_to(other / "index.html")
    (tmp_path / "inside.html").symlink_to(tmp_path / "lists" / "north.html")
    for path in ("/file.html", "/folder/", "/folder/index.html", "/own/", "/own/index.html"):
        assert ask(address, path)[0].status == 404, path
    assert ask(address, "/inside.html")[1] == b"<h1>North</h1>"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "localhost", "", "[::1]:1"]
)
def test_another_name_for_this_machine_is_refused(address: int, host: str) -> None:
    answer, content = ask(address, "/", host=host.format(port=address))
    assert answer.status == 421
    assert b"Finder" not in content


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_its_own_names_are_answered(address: int, host: str) -> None:
    assert ask(address, "/", host=host.format(port=address))[0].status == 200


def test_a_head_has_no_body(address: int) -> None:
    answer, content = ask(address, "/nothing.html", "HEAD")
    assert (answer.status, content) == (404, b"")


def test_nothing_can_be_sent(address: int) -> None:
    assert ask(address, "/", "POST")[0].status == 501


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        server(str(tmp_path))
    assert str(caught.value) == (
        f"{tmp_path}: there is no site in this folder; make one with"
        " `hustings guide build PLAN --config guide.toml -o FOLDER`"
    )


def test_a_port_that_is_taken_is_refused_or_passed_over(tmp_path: Path, address: int) -> None:
    (tmp_path / "index.html").write_text("")
    with pytest.raises(InputError, match=f"port {address} cannot be used"):
        server(str(tmp_path), address)
    with server(str(tmp_path)) as one, server(str(tmp_path)) as two:
        assert one.server_address[1] != two.server_address[1]
