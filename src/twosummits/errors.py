"""Errors that speak to the reader: in a notebook they show as their message alone, without a traceback through the kit."""


class PlainError(Exception):
    """An error whose message says all there is to know."""

    def _render_traceback_(self) -> list[str]:  # IPython asks for this in the place of the traceback
        return [f"\x1b[1m{type(self).__name__}\x1b[0m: {self}"]
