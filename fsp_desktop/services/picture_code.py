"""A text as the dark and light squares of a QR code, for showing it on a screen."""

from __future__ import annotations

from fsp_desktop.domain.errors import RefusedError


def picture_code(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code with this text, without the light edge that belongs around it.

    Raises:
        RefusedError: `services.too_long_for_picture`.
    Source: ISO/IEC 18004, by the library segno; error correction M bears a scratch of 15 %.
    """
    import segno

    try:
        matrix = segno.make(text, error="m", micro=False).matrix
    except ValueError as error:
        raise RefusedError("services.too_long_for_picture") from error
    return tuple(tuple(bool(square) for square in row) for row in matrix)
