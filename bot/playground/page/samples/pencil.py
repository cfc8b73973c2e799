"""How the sample pictures are drawn: table tops, shadows, words, bar codes. Look next: draw.py, the scenes."""

from math import sin

from PIL import Image, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]
SIZE = (1600, 1200)  # drawn twice as large as saved, for smooth edges


def words(
    draw: ImageDraw.ImageDraw, at: Point, text: str, size: int, fill: str = "#23242b", anchor: str = "la"
) -> None:
    draw.text(at, text, fill=fill, font=ImageFont.load_default(size), anchor=anchor)


def scatter(seed: int, count: int) -> list[float]:
    """Numbers between 0 and 1 that look accidental and are the same every time."""
    state = seed
    found = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        found.append(state / 2147483648)
    return found


def table(top: tuple[int, int, int], bottom: tuple[int, int, int], grain: int) -> Image.Image:
    """A table top in the light of a window, with a grain darker by `grain`."""
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    width, height = SIZE
    for y in range(height):
        share = y / height
        draw.line(
            [(0, y), (width, y)], fill=tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        )
    for index, where in enumerate(scatter(7, 26)):
        level = where * height
        points = [(x, level + 9 * sin(x / 260 + index)) for x in range(0, width + 40, 40)]
        shade = tuple(max(0, round((a + b) / 2) - grain) for a, b in zip(top, bottom, strict=True))
        draw.line(points, fill=shade, width=3)
    return image.filter(ImageFilter.GaussianBlur(3))


def shadow(image: Image.Image, outline: list[Point], blur: int = 24, strength: int = 95) -> None:
    """Darkens what lies under a shape, a little below it and to its right."""
    mask = Image.new("L", SIZE)
    ImageDraw.Draw(mask).polygon([(x + 16, y + 26) for x, y in outline], fill=strength)
    image.paste((20, 16, 12), mask=mask.filter(ImageFilter.GaussianBlur(blur)))


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def barcode(draw: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, seed: int) -> None:
    x = left
    for share in scatter(seed, 400):
        width = 4 + round(share * 3) * 4
        if x + width > right:
            return
        draw.rectangle((x, top, x + width, bottom), fill="#15161a")
        x += width + 5 + round(share * 7) % 3 * 5
