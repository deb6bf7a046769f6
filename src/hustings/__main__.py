"""`python -m hustings`, the same as the command `hustings`."""

from __future__ import annotations

import sys

from hustings.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
