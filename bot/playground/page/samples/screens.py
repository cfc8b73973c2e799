"""Scenes on a screen: the tracking page, the order page, a memory test. Look next: draw.py, which saves them."""

from PIL import Image, ImageDraw, ImageFilter

from bot.playground.page.samples.pencil import SIZE, box, shadow, words

PORTRAIT = (1080, 1440)


def tracking() -> Image.Image:
    image = Image.new("RGB", (1080, 1440), "#f4f5f7")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1080, 70), fill="#ffffff")
    words(draw, (50, 18), "9:41", 36)
    draw.rounded_rectangle((960, 22, 1030, 52), 8, outline="#23242b", width=4)
    draw.rectangle((965, 27, 1000, 47), fill="#23242b")
    draw.rectangle((0, 70, 1080, 200), fill="#ffffff")
    draw.line([(90, 110), (60, 137), (90, 164)], fill="#23242b", width=8)
    words(draw, (540, 137), "Tracking", 52, anchor="mm")
    draw.rounded_rectangle((40, 240, 1040, 470), 34, fill="#ffffff")
    words(draw, (85, 275), "SAMPLE 0000 0000 00 CN", 46)
    words(draw, (85, 345), "In transit", 54, "#b5701a")
    words(draw, (85, 412), "No news for 41 days", 38, "#6c6e76")
    draw.rounded_rectangle((40, 510, 1040, 1390), 34, fill="#ffffff")
    rows = (
        ("Left the country of origin", "12 Sep, 04:10", "#b5701a"),
        ("Handed over to the airline", "10 Sep, 22:35", "#b9bbc2"),
        ("Export customs cleared", "8 Sep, 16:02", "#b9bbc2"),
        ("Arrived at the sorting centre", "6 Sep, 09:48", "#b9bbc2"),
        ("Accepted by the carrier", "5 Sep, 18:20", "#b9bbc2"),
    )
    draw.line([(110, 600), (110, 1270)], fill="#dfe1e6", width=8)
    for index, (news, moment, colour) in enumerate(rows):
        y = 575 + index * 163
        draw.ellipse((88, y + 3, 132, y + 47), fill=colour)
        words(draw, (180, y - 6), news, 48, "#23242b" if index == 0 else "#565862")
        words(draw, (180, y + 56), moment, 38, "#85878f")
    return image


def memory_test() -> Image.Image:
    image = Image.new("RGB", SIZE, "#31506b")
    draw = ImageDraw.Draw(image)
    draw.ellipse((900, -300, 2000, 800), fill="#3d6484")
    draw.ellipse((-500, 500, 700, 1700), fill="#284159")
    image = image.filter(ImageFilter.GaussianBlur(60))
    shadow(image, box(180, 130, 1420, 1060))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((180, 130, 1420, 1060), 24, fill="#f7f7f8")
    draw.rounded_rectangle((180, 130, 1420, 230), 24, fill="#e4e6ea")
    draw.rectangle((180, 200, 1420, 230), fill="#e4e6ea")
    words(draw, (225, 155), "Memory test   E:  USB drive", 46)
    for x in (1260, 1330):
        draw.ellipse((x, 162, x + 38, 200), fill="#b4b8c1")
    words(draw, (240, 275), "The test found errors.", 60, "#b3262e")
    rows = (("Announced capacity", "512.0 GB"), ("Written and checked", "29.8 GB"), ("Lost", "482.2 GB"))
    for index, (name, value) in enumerate(rows):
        y = 390 + index * 92
        words(draw, (240, y), name, 50, "#50525b")
        words(draw, (1360, y), value, 54, "#b3262e" if index == 2 else "#23242b", "ra")
        draw.line([(240, y + 74), (1360, y + 74)], fill="#dddfe4", width=3)
    draw.rounded_rectangle((240, 705, 1360, 775), 20, fill="#e9b5b4")
    draw.rounded_rectangle((240, 705, 330, 775), 20, fill="#2d9a62")
    words(draw, (240, 800), "good", 40, "#1d6b46")
    words(draw, (1360, 800), "corrupt", 40, "#b3262e", "ra")
    words(draw, (240, 880), "First error at  29 812 MB", 44, "#50525b")
    words(draw, (240, 945), "Writing 14.2 MB/s   Reading 21.7 MB/s", 44, "#50525b")
    return image


def order_page() -> Image.Image:
    image = Image.new("RGB", PORTRAIT, "#f4f5f7")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1080, 200), fill="#ffffff")
    words(draw, (50, 18), "9:41", 36)
    draw.line([(90, 110), (60, 137), (90, 164)], fill="#23242b", width=8)
    words(draw, (540, 137), "Order details", 52, anchor="mm")
    draw.rounded_rectangle((40, 240, 1040, 420), 34, fill="#ffffff")
    words(draw, (85, 270), "Shipped", 56, "#1d6b46")
    words(draw, (85, 345), "Protection ends in 6 days", 42, "#b5701a")
    draw.rounded_rectangle((40, 460, 1040, 860), 34, fill="#ffffff")
    draw.rounded_rectangle((85, 505, 345, 765), 26, fill="#e3e6ef")
    draw.rounded_rectangle((150, 545, 280, 725), 30, fill="#23242b")
    for x in (182, 248):
        draw.ellipse((x - 26, 620, x + 26, 690), fill="#5a6172")
    words(draw, (390, 510), "Wireless headphones", 46)
    words(draw, (390, 575), "Colour: black", 38, "#6c6e76")
    words(draw, (390, 640), "US $24.10", 50, "#23242b")
    words(draw, (995, 640), "x 1", 42, "#6c6e76", "ra")
    words(draw, (85, 795), "Total", 42, "#6c6e76")
    words(draw, (995, 790), "US $26.35", 50, anchor="ra")
    draw.rounded_rectangle((40, 900, 1040, 1220), 34, fill="#ffffff")
    rows = (
        ("Order number", "0000 0000 0000 0000"),
        ("Placed on", "3 Sep"),
        ("Paid on", "3 Sep"),
        ("Shipped on", "5 Sep"),
    )
    for index, (name, value) in enumerate(rows):
        words(draw, (85, 932 + index * 68), name, 40, "#85878f")
        words(draw, (995, 932 + index * 68), value, 42, anchor="ra")
    draw.rounded_rectangle((40, 1270, 520, 1380), 55, outline="#b9bbc2", width=4)
    words(draw, (280, 1325), "Track", 44, anchor="mm")
    draw.rounded_rectangle((560, 1270, 1040, 1380), 55, fill="#c0303a")
    words(draw, (800, 1325), "Open dispute", 44, "#ffffff", "mm")
    return image
