"""What is drawn: charts as values without a size, and pictures as display lists.

A chart (`charts`) says what is shown; walls hold charts, and so does the handout. On paper and in a browser
a chart becomes a display list (`pieces`): rectangles, lines, dots, polygons and texts at places, no more.
It knows neither SVG nor PDF; the handout paints the same list for both, so that what a client sees in the
browser and on paper is one picture. Places are in units of a picture `width` wide, y pointing down.
"""
