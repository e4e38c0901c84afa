"""Text for a terminal: how wide it is, what in it is safe, where its lines may end. Pure."""

from selfcheck.typesetting.breaking import break_lines
from selfcheck.typesetting.cleaning import harmless
from selfcheck.typesetting.measuring import cut, display_width, pad, set_ambiguous_width

__all__ = ["break_lines", "cut", "display_width", "harmless", "pad", "set_ambiguous_width"]
