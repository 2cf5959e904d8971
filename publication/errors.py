"""The one error of this package."""


class PublicationError(Exception):
    """A publication is not whole, or cannot be made. The message says what, where and what to do."""
