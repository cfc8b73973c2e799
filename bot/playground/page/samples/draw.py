"""Draws the playground's sample pictures with Pillow: what buyers photograph, as plain scenes of our own.

The law: no photograph, no brand, no real person, order or parcel; no metadata; at most 40 kB each.
The pictures are committed; `python -m bot.playground.page.samples.draw` draws them anew.
Look next: goods.py and screens.py (more scenes), pencil.py (how things are drawn), and samples.js one folder up, which
names the pictures.
"""

from collections.abc import Callable
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from bot.playground.page.samples.goods import cracked_case, scales, size_label
from bot.playground.page.samples.pencil import SIZE, Point, barcode, box, scatter, shadow, table, words
from bot.playground.page.samples.screens import memory_test, order_page, tracking

LARGEST_BYTES = 40_000
HERE = Path(__file__).parent


def torn_parcel() -> Image.Image:
    image = table((214, 203, 188), (180, 164, 146), 12)
    outline: list[Point] = [(300, 260), (1270, 210), (1360, 960), (250, 1010)]
    shadow(image, outline)
    draw = ImageDraw.Draw(image)
    draw.polygon(outline, fill="#b98b5a")
    draw.polygon([(300, 260), (1270, 210), (1240, 300), (335, 345)], fill="#c99b69")
    draw.polygon([(748, 237), (838, 232), (850, 983), (742, 988)], fill="#d8c49a")
    draw.polygon([(360, 430), (690, 415), (698, 690), (362, 705)], fill="#f4f1ea")
    for row in range(4):
        draw.line([(395, 480 + row * 36), (640 - row * 40, 470 + row * 36)], fill="#74757d", width=9)
    barcode(draw, 395, 620, 650, 675, 3)
    rim = [(920 + 300 * cos(a / 14 * pi), 660 + 190 * sin(a / 14 * pi)) for a in range(28)]
    jag = scatter(11, 28)
    torn = [(x + (jag[i] - 0.5) * 110, y + (jag[-i] - 0.5) * 90) for i, (x, y) in enumerate(rim)]
    hole = [(960 + (x - 960) * 0.86, 660 + (y - 660) * 0.84) for x, y in torn]
    draw.polygon(torn, fill="#e2c79e")
    draw.polygon(hole, fill="#37281b")
    for index, (across, down) in enumerate(zip(scatter(5, 46), scatter(9, 46), strict=True)):
        x, y = 790 + across * 280, 590 + down * 150
        draw.ellipse((x, y, x + 44, y + 40), fill=("#cfd8dc", "#b3c0c6")[index % 2], outline="#8b989e", width=2)
    draw.polygon([(1160, 520), (1330, 450), (1290, 620), (1180, 640)], fill="#d2a878")
    draw.line([(1160, 520), (1180, 640)], fill="#8d6539", width=6)
    for start, end in (((420, 905), (700, 880)), ((1010, 320), (1180, 370))):
        draw.line([start, end], fill="#99703f", width=7)
    return image


def label() -> Image.Image:
    image = Image.new("RGB", SIZE, "#8f949b")
    draw = ImageDraw.Draw(image)
    for index, where in enumerate(scatter(21, 30)):
        x = where * 1700 - 50
        draw.line([(x, 0), (x + 200 * sin(index), 1200)], fill=("#9da2a9", "#80858c")[index % 2], width=26)
    image = image.filter(ImageFilter.GaussianBlur(20))
    sheet: list[Point] = [(330, 120), (1300, 150), (1275, 1090), (305, 1060)]
    shadow(image, sheet, strength=120)
    paper = Image.new("RGB", (980, 950), "#fbfaf6")
    draw = ImageDraw.Draw(paper)
    draw.rectangle((10, 10, 970, 940), outline="#1b1c21", width=5)
    words(draw, (45, 40), "ECONOMY PARCEL", 62)
    words(draw, (935, 40), "P", 120, anchor="ra")
    draw.line([(10, 190), (970, 190)], fill="#1b1c21", width=5)
    words(draw, (45, 215), "FROM", 30, "#555760")
    words(draw, (45, 255), "Warehouse 14, Yiwu, CN", 40)
    words(draw, (45, 335), "TO", 30, "#555760")
    words(draw, (45, 375), "A. Example", 52)
    words(draw, (45, 440), "12 Sample Street, Apt 3", 44)
    words(draw, (45, 500), "00-000 Sampletown", 44)
    draw.line([(10, 580), (970, 580)], fill="#1b1c21", width=5)
    barcode(draw, 60, 615, 920, 800, 17)
    words(draw, (490, 815), "SAMPLE 0000 0000 00 CN", 46, anchor="ma")
    words(draw, (45, 885), "0.42 kg", 38)
    words(draw, (935, 885), "1 / 1", 38, anchor="ra")
    turned = paper.convert("RGBA").rotate(-1.6, expand=True, resample=Image.Resampling.BICUBIC)
    image.paste(turned, (305, 120), turned)
    gleam = Image.new("L", SIZE)
    ImageDraw.Draw(gleam).polygon([(1050, 0), (1290, 0), (850, 1200), (690, 1200)], fill=46)
    image.paste((255, 255, 255), mask=gleam.filter(ImageFilter.GaussianBlur(40)))
    return image


def dead_charger() -> Image.Image:
    image = table((96, 112, 122), (66, 80, 90), 7)
    meter = box(170, 170, 730, 1040)
    shadow(image, meter)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((170, 170, 730, 1040), 60, fill="#e6b63c")
    draw.rounded_rectangle((205, 205, 695, 1005), 40, fill="#2b2e35")
    draw.rounded_rectangle((245, 250, 655, 470), 20, fill="#c3d1bd")
    words(draw, (545, 375), "0.00", 140, "#1e2a22", "rm")
    words(draw, (590, 425), "V", 60, "#1e2a22", "lm")
    words(draw, (265, 262), "DC", 34, "#1e2a22")
    draw.ellipse((320, 550, 580, 810), fill="#3c4048", outline="#565b66", width=10)
    draw.line([(450, 680), (450, 565)], fill="#e8e8ea", width=18)
    for angle in range(12):
        x, y = 450 + 165 * cos(angle * pi / 6), 680 + 165 * sin(angle * pi / 6)
        draw.ellipse((x - 8, y - 8, x + 8, y + 8), fill="#9ea3ad")
    for x, colour in ((360, "#17181c"), (540, "#c33a34")):
        draw.ellipse((x - 34, 880, x + 34, 948), fill=colour, outline="#777c86", width=6)
    charger = box(980, 260, 1420, 700)
    shadow(image, charger)
    draw.rounded_rectangle((980, 260, 1420, 700), 60, fill="#f3f2ef")
    draw.rounded_rectangle((1010, 285, 1390, 400), 30, fill="#fbfaf8")
    words(draw, (1200, 480), "5 V   2 A", 60, "#9a9ba1", "mm")
    draw.rounded_rectangle((1095, 590, 1305, 660), 10, fill="#2a2c31")
    draw.rectangle((1115, 612, 1285, 636), fill="#d9dadd")
    for x in (1090, 1250):
        draw.rounded_rectangle((x, 150, x + 60, 268), 18, fill="#b9bcc2")
    for start, end, colour in ((540, 1245, "#c33a34"), (360, 1150, "#17181c")):
        curve = []
        for step in range(41):
            t = step / 40
            y = (1 - t) ** 2 * 910 + 2 * t * (1 - t) * 1330 + t * t * 760
            curve.append(((1 - t) ** 2 * start + 2 * t * (1 - t) * 980 + t * t * end, y))
        draw.line(curve, fill=colour, width=22, joint="curve")
        draw.line([(end, 780), (end, 640)], fill=colour, width=36)
        draw.line([(end, 645), (end, 618)], fill="#d7d9dd", width=10)
    return image


def dress(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, fill: str, fold: str) -> list[Point]:
    half: list[Point] = [(0.16, 0.0), (0.3, 0.02), (0.27, 0.2), (0.2, 0.42), (0.3, 0.7), (0.46, 1.0)]
    right = [(x + dx * size, y + dy * size) for dx, dy in half]
    left = [(x - dx * size, y + dy * size) for dx, dy in reversed(half)]
    outline: list[Point] = [*right, *left, (x, y + 0.13 * size)]
    draw.polygon(outline, fill=fill)
    for lean in (-0.26, -0.1, 0.1, 0.26):
        draw.line(
            [(x + lean * 0.5 * size, y + 0.46 * size), (x + lean * size, y + 0.97 * size)],
            fill=fold,
            width=max(4, round(size / 60)),
        )
    draw.line([(x - 0.2 * size, y + 0.42 * size), (x + 0.2 * size, y + 0.42 * size)], fill=fold, width=round(size / 40))
    return outline


def wrong_colour() -> Image.Image:
    image = Image.new("RGB", SIZE, "#ded9cf")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 1040, 1600, 1200), fill="#b89e80")
    draw.rectangle((0, 1030, 1600, 1048), fill="#f2efe9")
    image = image.filter(ImageFilter.GaussianBlur(5))
    shadow(image, box(110, 150, 720, 1110))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((110, 150, 720, 1110), 60, fill="#1d1e23")
    draw.rounded_rectangle((135, 180, 695, 1080), 40, fill="#ffffff")
    draw.rectangle((135, 235, 695, 795), fill="#f6efec")
    dress(draw, 415, 275, 480, "#c0303a", "#99222c")
    words(draw, (165, 815), "18.40", 66, "#c0303a")
    words(draw, (165, 900), "Summer dress, red", 46)
    words(draw, (165, 960), "Colour: red   Size: M", 38, "#6c6e76")
    draw.rounded_rectangle((165, 1010, 665, 1062), 26, fill="#efeff2")
    draw.line([(1150, 60), (1150, 140)], fill="#6f655a", width=12)
    draw.arc((1115, 20, 1185, 90), 150, 30, fill="#6f655a", width=12)
    draw.polygon([(1150, 130), (1440, 250), (860, 250)], outline="#7d5b38", width=20)
    hung = dress(ImageDraw.Draw(Image.new("RGB", SIZE)), 1150, 235, 800, "#000000", "#000000")
    shadow(image, hung, 30, 80)
    dress(ImageDraw.Draw(image), 1150, 235, 800, "#2f58b0", "#23438a")
    return image


def ruler() -> Image.Image:
    image = table((232, 226, 216), (205, 196, 183), 9)
    shirt: list[Point] = [
        (560, 130), (640, 175), (800, 195), (960, 175), (1040, 130), (1290, 250), (1390, 480), (1210, 545),
        (1150, 430), (1150, 930), (450, 930), (450, 430), (390, 545), (210, 480), (310, 250),
    ]  # fmt: skip
    shadow(image, shirt, 20, 70)
    draw = ImageDraw.Draw(image)
    draw.polygon(shirt, fill="#6f8f86")
    draw.line([(640, 175), (690, 235), (800, 258), (910, 235), (960, 175)], fill="#56736b", width=16, joint="curve")
    for start, end in (((450, 430), (470, 300)), ((1150, 430), (1130, 300)), ((450, 905), (1150, 905))):
        draw.line([start, end], fill="#5d7b73", width=6)
    shadow(image, box(380, 965, 1260, 1085), 12, 70)
    draw.rectangle((380, 965, 1260, 1085), fill="#f1d16b")
    for mark in range(177):
        x = 380 + mark * 5
        long = 48 if mark % 20 == 0 else 34 if mark % 10 == 0 else 18
        if mark % 2 == 0:
            draw.line([(x, 965), (x, 965 + long)], fill="#3b3419", width=2)
        if mark % 20 == 0:
            words(draw, (x + 5, 1018), str(mark // 4), 40, "#3b3419")
    for x in (450, 1150):
        draw.line([(x, 860), (x, 965)], fill="#b3262e", width=6)
    draw.line([(450, 880), (1150, 880)], fill="#b3262e", width=6)
    draw.rounded_rectangle((690, 780, 910, 862), 20, fill="#ffffff")
    words(draw, (800, 820), "35 cm", 60, "#b3262e", "mm")
    return image


def blurred() -> Image.Image:
    image = table((150, 140, 132), (96, 88, 84), 10)
    shadow(image, box(520, 130, 1080, 1080))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((520, 130, 1080, 1080), 80, fill="#3a6b70")
    draw.rounded_rectangle((560, 175, 800, 420), 50, fill="#26484c")
    for x, y in ((620, 240), (720, 340)):
        draw.ellipse((x - 42, y - 42, x + 42, y + 42), fill="#101a1c")
    draw.line([(1075, 610), (930, 650), (880, 760), (760, 790), (700, 930)], fill="#d6e4e4", width=12, joint="curve")
    draw.line([(930, 650), (840, 560)], fill="#d6e4e4", width=9)
    return image.rotate(4, resample=Image.Resampling.BICUBIC, fillcolor="#6f6762").filter(ImageFilter.GaussianBlur(19))


SCENES: dict[str, Callable[[], Image.Image]] = {
    "torn-parcel": torn_parcel,
    "label": label,
    "dead-charger": dead_charger,
    "wrong-colour": wrong_colour,
    "tracking": tracking,
    "memory-test": memory_test,
    "ruler": ruler,
    "size-label": size_label,
    "order-page": order_page,
    "scales": scales,
    "cracked-case": cracked_case,
    "blurred": blurred,
}


def saved(image: Image.Image) -> bytes:
    """The picture at half its size as a JPEG, as good as fits."""
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    for quality in range(82, 40, -4):
        sheet = BytesIO()
        small.save(sheet, "JPEG", quality=quality, optimize=True, progressive=True)
        if sheet.tell() <= LARGEST_BYTES:
            break
    return sheet.getvalue()


def main() -> None:
    """Write every scene beside this file."""
    for name, draw in SCENES.items():
        (HERE / f"{name}.jpg").write_bytes(saved(draw()))


if __name__ == "__main__":
    main()
