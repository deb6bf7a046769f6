"""What a web server such as gunicorn runs: HUSTINGS_ELECTION=DIR gunicorn hustings.web.wsgi."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
application = get_wsgi_application()

# A page makes thousands of objects that go with it. To look for circles among them as often as
# Python does by itself, and through all of Django, took a quarter of a cast.
gc.freeze()
gc.set_threshold(50_000)
