"""Drawn files: a class's photographs, and court orders that say that they are none."""

from __future__ import annotations

from colorsys import hls_to_rgb
from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from attendance.demo.children import Stay
from attendance.demo.sheets import Book
from schools.models import Pupil

_SIDE = 192
_A4 = (595, 842)


def draw(seed: int) -> bytes:
    """Draw a head and shoulders in two tints."""
    rng = Random(seed)  # noqa: S311
    hue = rng.random()
    image = Image.new("RGB", (_SIDE, _SIDE), _tint(hue, 0.9))
    pen = ImageDraw.Draw(image)
    dark, mid, width = _tint(hue, 0.45), _SIDE // 2, rng.randint(30, 38)
    pen.ellipse((mid - width, 44, mid + width, 52 + 2 * width), fill=dark)
    pen.ellipse((26, 138, _SIDE - 26, 290), fill=dark)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def draw_class(book: Book, stays: list[Stay]) -> None:
    """Store a drawing for each pupil of the class that a primary's visitor opens first."""
    for stay in stays:
        shape, last = stay.school.shape, stay.places[-1]
        name = shape.group_name(last.year_group, last.form)
        if shape.phase != "primary" or name != shape.teacher_group:
            continue
        if stay.is_current and last.ends_on is None:
            path = f"{stay.school.id}/photographs/{stay.pupil}.png"
            book[Pupil].change(stay.pupil, photograph=store(path, draw(stay.pupil)))


def draw_court_order(words: str) -> bytes:
    """Draw a page that stands where a real school keeps the scan of an order."""
    page = Image.new("RGB", _A4, "white")
    pen = ImageDraw.Draw(page)
    lines = ("DEMONSTRATION", "This is not a court order.", words)
    for number, line in enumerate(lines):
        pen.text((60, 80 + 40 * number), line, fill="black", font_size=20)
    out = BytesIO()
    page.save(out, "PDF")
    return out.getvalue()


def store(path: str, content: bytes) -> str:
    """Store a file in the place of an earlier demonstration's; return its name."""
    default_storage.delete(path)
    return default_storage.save(path, ContentFile(content))


def _tint(hue: float, lightness: float) -> tuple[int, int, int]:
    red, green, blue = hls_to_rgb(hue, lightness, 0.35)
    return round(255 * red), round(255 * green), round(255 * blue)
