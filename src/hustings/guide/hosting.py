"""What web hosts read: headers for the common ones, and the program that keeps a site offline.

Knows hosts' file formats and the content-security policy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

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


def apache(address: str = "") -> str:
    """`.htaccess`, which Apache reads where the host allows it.

    Args:
        address: of the site, ending in "/"; empty for the top of a host.
    """
    top = quote(unquote(urlsplit(address).path)) or "/"
    lines = [f"ErrorDocument 404 {top}404.html", "<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in HEADERS]
    lines += [f'  <Files "{WORKER}">', '    Header set Cache-Control "no-cache"', "  </Files>"]
    return "\n".join([*lines, "</IfModule>", "AddType text/calendar .ics", ""])


def worker(key: str, kept: Sequence[str]) -> str:
    """The service worker: after one visit, the pages in `kept` open without a network.

    Pages come from the network where there is one, so that a correction reaches everybody, and from
    the store where there is none. The store holds the same for everybody: nothing of what is typed,
    nor of which list was opened. Other sites of the same host have stores of their own.
    """
    return f"""\
// Keeps this site on the device so that it opens without a network. It asks for nothing but the
// site's own files, and it is told nothing of what is typed into a page. What it keeps is the same
// for everybody: not which page was opened.
"use strict";
const OURS = "guide " + self.registration.scope + " ";
const STORE = OURS + {json.dumps(key[:16])};
const KEPT = {json.dumps(list(kept), indent=1)};

async function keep(store, path) {{
  const answer = await fetch(new Request(path, {{cache: "reload"}}));
  if (!answer.ok) throw new Error(path);
  // Some hosts lead from lists.html to lists; as it is, such an answer cannot be given again.
  const {{body, headers, redirected}} = answer;
  await store.put(path, redirected ? new Response(body, {{headers}}) : answer);
}}

async function kept(asked) {{
  const store = await caches.open(STORE);
  const [address] = asked.url.split(/[?#]/);
  for (const one of [address, address + ".html", address.replace(/\\/?$/, "/index.html")]) {{
    const found = await store.match(one);
    if (found) return found;
  }}
  return Response.error();
}}

self.addEventListener("install", (event) => {{
  event.waitUntil(caches.open(STORE)
    .then((store) => Promise.all(KEPT.map((path) => keep(store, path))))
    .then(() => self.skipWaiting()));
}});

self.addEventListener("activate", (event) => {{
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names
      .filter((name) => name.startsWith(OURS) && name !== STORE)
      .map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
}});

self.addEventListener("fetch", (event) => {{
  const asked = event.request;
  if (asked.method !== "GET" || !asked.url.startsWith(self.registration.scope)) return;
  event.respondWith(fetch(asked).catch(() => kept(asked)));
}});
"""
