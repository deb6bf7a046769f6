"""What a web server such as gunicorn runs: HUSTINGS_ELECTION=DIR gunicorn hustings.web.wsgi."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
application = get_wsgi_application()
