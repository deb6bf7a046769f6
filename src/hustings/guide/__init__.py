"""The finder: static pages that turn a postcode into a list, on the member's own device."""
