"""Charts that are pictures in a Word file, held to the pictures that the report draws.

A picture tells no figures, so nothing can be read in it: it is laid on ours. What a program does to
a picture when it saves it again (fewer dots, JPEG's soft edges, fewer colours) changes each spot
of it a little; another figure, bar or line changes some spot much.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

from briefing.document import Document
from briefing.prepared import Edition, Prepared
from briefing.reading.word.edited import EditedFile

SPOT = 3            # dots a side, over which a difference is taken together
LEAST_SEEN = 0.28   # of our width: in fewer dots a figure cannot be read
OTHER_SHAPE = 0.03  # by how much a picture may be wider or less wide for its height
# Of 255, by how much a spot is lighter or darker in the mean. Measured on the charts of the worked
# example: JPEG of good quality 4, of the lowest 23; in fewer dots (96 an inch) and JPEG 10. One
# other digit of an axis 65, in fewer dots 26; a value that is other by a fiftieth of the axis 95.
MUCH = 24.0


def others(edited: EditedFile, prepared: Prepared) -> frozenset[str]:
    """The charts in whose place stands a picture that the report of the file's edition does not
    draw, by their anchors."""
    standing = {one.anchor: one.picture for one in edited.charts
                if one.drawn and one.picture is not None}
    name = edited.run.get("edition", "") or "private"
    edition = next((one for one in prepared.editions if one.name == name), None)
    if not standing or edition is None:
        return frozenset()
    ours = _pictures(prepared, edition, edition.composed.document)
    if not ours.keys() >= standing.keys() and edition.revised is not None:
        # an edit that is taken already may have taken a chart out
        ours = _pictures(prepared, edition, edition.revised.before.document) | ours
    return frozenset(anchor for anchor, picture in standing.items()
                     if anchor not in ours or not alike(ours[anchor], picture))


def _pictures(prepared: Prepared, edition: Edition, document: Document) -> dict[str, bytes]:
    from briefing.writers.word import RunNote, pictures_of_charts

    settings = prepared.report.settings.report
    note = RunNote(prepared.report.period, edition.name, settings.meeting)
    return pictures_of_charts(document, note, prepared.house,
                              pictures=settings.charts == "pictures")


def alike(ours: bytes, theirs: bytes) -> bool:
    """Whether one picture is the other, or what a program made of it while it saved it again."""
    if ours == theirs:
        return True
    # slow to load, and for a file that nobody saved again not needed
    import numpy as np

    first, second = _opened(ours), _opened(theirs)
    if first is None or second is None:
        return False
    shape = (second.width / second.height) / (first.width / first.height)
    if abs(shape - 1) > OTHER_SHAPE or second.width < first.width * LEAST_SEEN:
        return False
    from PIL import Image

    width = min(first.width, second.width)
    size = width, max(round(width * first.height / first.width), 1)
    rows, columns = size[1] // SPOT * SPOT, size[0] // SPOT * SPOT
    if not rows or not columns:
        return False

    def lightness(picture: Any, way: int) -> Any:
        sized = picture if picture.size == size else picture.resize(size, way)
        return np.asarray(sized, dtype=np.float32)[:rows, :columns]

    # a program makes a picture smaller in one of these ways, and it is not known in which
    ways = (Image.Resampling.BOX, Image.Resampling.BILINEAR, Image.Resampling.BICUBIC,
            Image.Resampling.LANCZOS, Image.Resampling.NEAREST)
    for way in ways[:1] if first.size == second.size else ways:
        differences = lightness(first, way) - lightness(second, way)
        spots = differences.reshape(rows // SPOT, SPOT, columns // SPOT, SPOT).mean(axis=(1, 3))
        if float(np.abs(spots).max()) < MUCH:
            return True
    return False


def _opened(raw: bytes) -> Any:
    """The picture on white, None where it is none that can be shown."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF"))
            drawn = picture.convert("RGBA")
        except (UnidentifiedImageError, Image.DecompressionBombError,
                Image.DecompressionBombWarning, OSError, ValueError, SyntaxError):
            return None
    white = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(white, drawn).convert("L")
