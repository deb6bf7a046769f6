"""`hustings trustee` and its commands: what holders of keys do, on machines of their own.

Refuses to be imported without the package that keys are made with, so that its modules can name
what they need at their top.
"""

from hustings.commands.shell import packages

packages.check("holding keys", "voting", "cryptography")
