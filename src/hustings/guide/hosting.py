"""What web hosts read: headers for the common ones, and the program that keeps a site offline.

Knows hosts' file formats and the content-security policy. Must not know what stands on the pages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

# Nothing but the site's own files; no form goes anywhere; no page runs what is not a file of it.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self';"
    " form-action 'none'; base-uri 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Permissions-Policy",
        "geolocation=(), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
)
WORKER = "sw.js"


def netlify() -> str:
    """`_headers`, which Netlify and Cloudflare Pages read."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    return "\n".join([*lines, f"/{WORKER}", "  Cache-Control: no-cache", ""])


def apache() -> str:
    """`.htaccess`, which Apache reads where the host allows it."""
    lines = ["ErrorDocument 404 /404.html", "<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in HEADERS]
    lines += [f'  <Files "{WORKER}">', '    Header set Cache-Control "no-cache"', "  </Files>"]
    return "\n".join([*lines, "</IfModule>", "AddType text/calendar .ics", ""])


def worker(key: str, kept: Sequence[str]) -> str:
    """The service worker: after one visit, the pages in `kept` open without a network.

    Pages come from the network where there is one, so that a correction reaches everybody, and from
    the store where there is none. Nothing is kept of what is typed.
    """
    return f"""\
// Keeps this site on the device so that it opens without a network. It asks for nothing but the
// site's own files, and it is told nothing of what is typed into a page.
"use strict";
const STORE = {json.dumps("guide " + key[:16])};
const KEPT = {json.dumps(list(kept), indent=1)};

self.addEventListener("install", (event) => {{
  event.waitUntil(caches.open(STORE)
    .then((store) => store.addAll(KEPT.map((path) => new Request(path, {{cache: "reload"}}))))
    .then(() => self.skipWaiting()));
}});

self.addEventListener("activate", (event) => {{
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names
      .filter((name) => name.startsWith("guide ") && name !== STORE)
      .map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
}});

self.addEventListener("fetch", (event) => {{
  const asked = event.request;
  if (asked.method !== "GET" || new URL(asked.url).origin !== self.location.origin) return;
  event.respondWith(fetch(asked).then((answer) => {{
    if (answer.ok && answer.type === "basic") {{
      const copy = answer.clone();
      event.waitUntil(caches.open(STORE).then((store) => store.put(asked, copy)));
    }}
    return answer;
  }}).catch(() => caches.match(asked).then((found) => found || Response.error())));
}});
"""
