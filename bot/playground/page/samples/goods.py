"""Scenes with the goods themselves: a size label, scales, a cracked case. Look next: draw.py, which saves them."""

from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFilter

from bot.playground.page.samples.pencil import SIZE, Point, box, scatter, shadow, table, words


def size_label() -> Image.Image:
    image = Image.new("RGB", SIZE, "#7d4f5c")
    draw = ImageDraw.Draw(image)
    for x in range(0, 1640, 26):
        for y in range(0, 1240, 40):
            draw.arc((x, y, x + 26, y + 46), 20, 160, fill="#6c4350", width=6)
    image = image.filter(ImageFilter.GaussianBlur(2))
    draw = ImageDraw.Draw(image)
    draw.arc((-200, -900, 1800, 330), 20, 160, fill="#5d3945", width=70)
    shadow(image, box(520, 250, 1080, 1010), 22, 110)
    draw = ImageDraw.Draw(image)
    draw.rectangle((520, 250, 1080, 1010), fill="#f6f4ee")
    for x in range(535, 1070, 30):
        draw.line([(x, 268), (x + 16, 268)], fill="#c9c4b6", width=6)
    words(draw, (800, 450), "S", 250, anchor="mm")
    words(draw, (800, 625), "EU 36   US 4   CN 155/80A", 40, "#55575f", "mm")
    draw.line([(570, 680), (1030, 680)], fill="#c9c4b6", width=4)
    words(draw, (800, 730), "95 % polyester", 44, anchor="mm")
    words(draw, (800, 790), "5 % elastane", 44, anchor="mm")
    draw.polygon([(610, 860), (740, 860), (720, 930), (630, 930)], outline="#23242b", width=6)
    words(draw, (675, 893), "30", 40, anchor="mm")
    draw.polygon([(800, 850), (850, 935), (750, 935)], outline="#23242b", width=6)
    draw.line([(755, 860), (845, 935)], fill="#23242b", width=6)
    draw.rectangle((880, 860, 960, 935), outline="#23242b", width=6)
    draw.ellipse((892, 870, 948, 926), outline="#23242b", width=6)
    return image


def scales() -> Image.Image:
    image = table((222, 224, 222), (196, 198, 196), 8)
    shadow(image, box(330, 300, 1270, 1070), 30, 90)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((330, 300, 1270, 1070), 70, fill="#3a3f49")
    draw.rounded_rectangle((370, 340, 1230, 830), 50, fill="#c8ccd2")
    draw.rounded_rectangle((395, 365, 1205, 805), 40, fill="#d9dce1")
    shadow(image, [(800 + 270 * cos(a / 20 * pi), 560 + 150 * sin(a / 20 * pi)) for a in range(40)], 18, 90)
    draw = ImageDraw.Draw(image)
    draw.ellipse((530, 400, 1070, 720), fill="#8a5a33")
    draw.ellipse((560, 415, 1040, 680), fill="#5b3a20")
    for across, down in zip(scatter(31, 130), scatter(47, 130), strict=True):
        angle, far = across * 2 * pi, down**0.5
        x, y = 800 + 215 * far * cos(angle), 545 + 105 * far * sin(angle)
        draw.ellipse((x - 22, y - 15, x + 22, y + 15), fill=("#3b2415", "#4a2e1a", "#2f1c10")[round(across * 2)])
        draw.arc((x - 14, y - 15, x + 14, y + 15), 60, 120, fill="#1f130b", width=3)
    draw.rounded_rectangle((600, 870, 1000, 1020), 22, fill="#bcd0b4")
    words(draw, (910, 945), "312", 120, "#1e2a22", "rm")
    words(draw, (930, 965), "g", 60, "#1e2a22", "lm")
    for x in (470, 1130):
        draw.ellipse((x - 45, 900, x + 45, 990), fill="#555b67", outline="#6d7480", width=5)
    draw.rounded_rectangle((60, 80, 520, 250), 24, fill="#f4f1ea")
    words(draw, (290, 165), "Coffee beans, 500 g", 44, anchor="mm")
    return image


def cracked_case() -> Image.Image:
    bare = table((206, 186, 158), (176, 154, 126), 13)
    image = bare.copy()
    shadow(image, box(470, 90, 1130, 1110))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((470, 90, 1130, 1110), 110, fill="#d5e3ea", outline="#a9c0cc", width=14)
    draw.rounded_rectangle((530, 150, 790, 430), 60, fill="#b9ccd6", outline="#9db5c1", width=8)
    for x, y in ((605, 235), (715, 345)):
        draw.ellipse((x - 46, y - 46, x + 46, y + 46), fill="#8097a3")
    missing: list[Point] = [(1180, 780), (1180, 1180), (840, 1180), (900, 1010), (1010, 1000), (1050, 880)]
    mask = Image.new("L", SIZE)
    ImageDraw.Draw(mask).polygon(missing, fill=255)
    image.paste(bare, mask=mask)
    lines: tuple[list[Point], ...] = (
        [(1050, 880), (930, 800), (880, 660), (760, 590), (700, 450)],
        [(880, 660), (960, 560), (950, 420), (1040, 300)],
        [(930, 800), (790, 830), (700, 950), (560, 980)],
        [(760, 590), (640, 640), (560, 610)],
    )
    for line in lines:
        draw.line([(x + 4, y + 5) for x, y in line], fill="#8ba4b1", width=9, joint="curve")
        draw.line(line, fill="#f7fcff", width=7, joint="curve")
    shards: tuple[list[Point], ...] = (
        [(1210, 880), (1330, 850), (1300, 960)],
        [(1190, 1020), (1290, 1010), (1340, 1090), (1230, 1100)],
        [(1390, 960), (1440, 930), (1450, 1000)],
    )
    for shard in shards:
        shadow(image, shard, 8, 70)
        ImageDraw.Draw(image).polygon(shard, fill="#dbe8ee", outline="#a9c0cc", width=5)
    return image
