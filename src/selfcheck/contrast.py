"""How far apart two colours are for the eye, and the nearest of 256. Pure."""

from functools import cache


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of sRGB, 0 to 1 (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in as_rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def as_rgb(colour: str) -> tuple[int, int, int]:
    """#rrggbb as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def as_hex(rgb: tuple[int, int, int]) -> str:
    """Three numbers as #rrggbb."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


_STEPS = (0, 95, 135, 175, 215, 255)
_FIXED = [(red, green, blue) for red in _STEPS for green in _STEPS for blue in _STEPS]
_FIXED += [(grey, grey, grey) for grey in range(8, 239, 10)]
"""Of 256 colours those that no theme changes: xterm's cube and its greys."""


@cache
def nearest(colour: str) -> str:
    """The colour among xterm's 256 that is nearest, as #rrggbb."""
    wanted = as_rgb(colour)
    return as_hex(
        min(_FIXED, key=lambda rgb: sum((a - b) ** 2 for a, b in zip(rgb, wanted, strict=True)))
    )
