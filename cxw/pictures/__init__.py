"""Pictures as display lists: rectangles, lines, dots, polygons and texts at places, and nothing else.

A picture knows neither SVG nor PDF; `pages` paints the same list for both, so that what a client sees in
the browser and on paper is one picture. Places are in units of a picture `width` wide, y pointing down.
"""

from cxw.pictures.colour import contrast, heat, readable_colour
from cxw.pictures.dots import dots, function_colour
from cxw.pictures.needsmap import needs_map
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Polygon, Rect, Text, lines_that_fit, tenths, width

__all__ = [
    "Dots",
    "Line",
    "Picture",
    "Piece",
    "Polygon",
    "Rect",
    "Text",
    "contrast",
    "dots",
    "function_colour",
    "heat",
    "lines_that_fit",
    "needs_map",
    "readable_colour",
    "tenths",
    "width",
]
