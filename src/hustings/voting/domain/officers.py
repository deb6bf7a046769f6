"""Officers: who may run the election, each with a password and one-time codes."""

from __future__ import annotations

from base64 import b32encode
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from hustings.errors import InputError
from hustings.inputs.text import flaw, shown


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


@transaction.atomic
def create(name: str, password: str) -> OneTimeCodes:
    """Make an officer, who signs in with a password and a code of six digits.

    Raises:
        InputError: the name is taken or cannot be shown, or the password is too weak.
    """
    if wrong := flaw(name, "the officer's name"):
        raise InputError(wrong[0], remedy=wrong[1])
    user_model = get_user_model()
    if user_model.objects.filter(username=name).exists():
        raise InputError(f"there is an officer {shown(name)} already", remedy="choose another name")
    user = user_model(username=name, is_staff=True)
    try:
        user.clean_fields(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        what = " ".join(error.messages).rstrip(".")
        raise InputError(f"{what[:1].lower()}{what[1:]}", remedy="choose another") from None
    user.set_password(password)
    user.save()
    device = TOTPDevice.objects.create(user=user, name="telephone")
    return OneTimeCodes(b32encode(device.bin_key).decode().rstrip("="), device.config_url)
