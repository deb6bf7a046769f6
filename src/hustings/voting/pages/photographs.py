"""Candidates' photographs as they are served: each by its hash, so that none is another's.

Knows headers. Must not know whose photograph it is.
"""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings.voting.domain.nominations.photographs import picture

_HASH = re.compile(r"[0-9a-f]{64}")
_ALONE = "default-src 'none'; frame-ancestors 'none'"
# What has this hash never changes; yet it is not to lie about long once it is deleted here.
_FOR_A_DAY = "private, max-age=86400, immutable"


@require_safe
def photograph(request: HttpRequest, hash: str) -> HttpResponse:
    """A photograph that the manifest has."""
    response = served(hash)
    response.headers["Cache-Control"] = _FOR_A_DAY
    return response


def served(hash: str, *, sealed: bool = True) -> HttpResponse:
    """The photograph with this hash, in hexadecimal.

    Args:
        sealed: whether it must be in the manifest.
    """
    found = picture(bytes.fromhex(hash), sealed=sealed) if _HASH.fullmatch(hash) else None
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = _ALONE
    response.headers["Content-Disposition"] = "inline"
    return response
