"""Officers: who may run the election, each with a password and one-time codes."""

from __future__ import annotations

import re
from base64 import b32encode
from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from hustings.errors import InputError
from hustings.inputs.text import flaw, has_control, shown
from hustings.voting.domain.office import log

BY_COMMAND = " (command line)"
FREE_FAILURES = 3
LONGEST_REST = timedelta(minutes=5)
# No brackets: what is done by command is marked with them.
_NAME = re.compile(r"[\w.@+'’-]+(?: [\w.@+'’-]+)*")
MOST_LETTERS = 150


class OneTimeCodes(NamedTuple):
    """What an officer's telephone is given once.

    Attributes:
        secret: in base32, to be typed.
        address: the same with names, for a QR code; `otpauth://…`.
    """

    secret: str
    address: str


def names() -> tuple[str, ...]:
    """The names of those who may act, sorted."""
    active = get_user_model().objects.filter(is_active=True)
    return tuple(active.order_by("username").values_list("username", flat=True))


def named(who: str) -> str:
    """The officer's name in what the log says of who acts."""
    return who.removesuffix(BY_COMMAND)


@transaction.atomic
def sign_in(name: str, password: str, code: str) -> TOTPDevice | None:
    """The officer's device where name, password and code are right; None, and no reason, else.

    After a few failures an officer has to rest, twice as long each time, `LONGEST_REST` at most:
    whoever guesses gets nowhere, and locks nobody out for long. A code is good once. Name unknown
    or password wrong: the same work.
    """
    # No database can be asked for half a character, nor every one for a zero.
    name = "" if has_control(name) else name
    user = authenticate(username=name, password=password)
    devices = TOTPDevice.objects.select_for_update().filter(confirmed=True)
    device = devices.filter(user__username=name, user__is_active=True).first()
    if device is None or _resting(device):
        return None
    if user is None:
        device.throttle_increment()
        return None
    if not device.verify_token(code if code.isascii() and code.isdigit() else ""):
        return None
    log.record(name, "sign-in")
    return device


def _resting(device: TOTPDevice) -> bool:
    failures, last = device.throttling_failure_count, device.throttling_failure_timestamp
    if last is None or failures < FREE_FAILURES:
        return False
    rest = min(timedelta(seconds=2.0 ** min(failures, 30)), LONGEST_REST)
    return timezone.now() < last + rest


@transaction.atomic
def create(name: str, password: str) -> OneTimeCodes:
    """Make an officer, who signs in with a password and a code of six digits.

    Raises:
        InputError: the name is taken or cannot be shown, or the password is too weak.
    """
    if wrong := flaw(name, "the officer's name"):
        raise InputError(wrong[0], remedy=wrong[1])
    if not _NAME.fullmatch(name) or len(name) > MOST_LETTERS:
        raise InputError(
            f"the officer's name {shown(name)} cannot be used",
            remedy="take letters, digits, the signs . @ + - ' and single spaces between words",
        )
    user_model = get_user_model()
    if user_model.objects.filter(username=name).exists():
        raise InputError(f"there is an officer {shown(name)} already", remedy="choose another name")
    user = user_model(username=name, is_staff=True)
    try:
        validate_password(password, user)
    except ValidationError as error:
        what = " ".join(error.messages).rstrip(".")
        raise InputError(f"{what[:1].lower()}{what[1:]}", remedy="choose another") from None
    user.set_password(password)
    user.save()
    device = TOTPDevice.objects.create(user=user, name="telephone")
    log.record("command line", "officer", name=name)
    return OneTimeCodes(b32encode(device.bin_key).decode().rstrip("="), device.config_url)
