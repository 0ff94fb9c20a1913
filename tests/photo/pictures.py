"""Pictures as people send them."""

import io

from PIL import Image

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION, MAKER = 0x0112, 0x010F
# The phone was turned: what lies left in the file belongs on top.
TURNED = 6


def saved(image, kind="JPEG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def plain(colour=RED, size=(64, 32), kind="JPEG"):
    return saved(Image.new("RGB", size, colour), kind)


def turned(kind="JPEG"):
    """Red left, blue right, and all the metadata that a format takes."""
    image = Image.new("RGB", (2000, 1000), RED)
    image.paste(BLUE, (1000, 0, 2000, 1000))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = TURNED, "secret maker"
    more = {"comment": b"secret comment", "xmp": b"secret place", "icc_profile": b"secret profile"}
    return saved(image, kind, exif=exif, **more)


def transparent(kind):
    """A palette whose only colour cannot be seen."""
    image = Image.new("P", (64, 32), 5)
    image.putpalette(GREEN * 256)
    return saved(image, kind, transparency=5)


def frames(kind):
    first, second = (Image.new("RGB", (64, 32), colour) for colour in (RED, BLUE))
    return saved(first, kind, save_all=True, append_images=[second])


def huge():
    """A GIF that claims to be as big as one can be."""
    data = bytearray(plain(kind="GIF"))
    data[6:10] = b"\xff" * 4
    return bytes(data)


KINDS = {
    "grey.jpg": (saved(Image.new("L", (64, 32), 128)), (128, 128, 128)),
    "print.jpg": (saved(Image.new("CMYK", (64, 32), (0, 255, 255, 0))), RED),
    "phone.mpo": (frames("MPO"), RED),
    "animation.gif": (frames("GIF"), RED),
    "animation.webp": (frames("WEBP"), RED),
    "nothing.gif": (transparent("GIF"), WHITE),
    "nothing.png": (transparent("PNG"), WHITE),
    "nothing.webp": (saved(Image.new("RGBA", (64, 32)), "WEBP"), WHITE),
    "deep.png": (saved(Image.new("I;16", (64, 32), 128 * 256), "PNG"), (128, 128, 128)),
    "bit.png": (saved(Image.new("1", (64, 32), 1), "PNG"), WHITE),
    "broken-exif.jpg": (saved(Image.new("RGB", (64, 32), RED), exif=b"Exif\0\0no such header"), RED),
}
# In two chunks.
NOISE = saved(Image.effect_noise((300, 300), 90), "PNG")
# What people upload that is no image, and what the log says of it.
NO_IMAGES = {
    "text": (b"not an image", "UnidentifiedImageError"),
    "empty": (b"", "UnidentifiedImageError"),
    "cut.jpg": (turned()[:9000], "truncated"),
    "cut.png": (NOISE[:20000], "truncated"),
    "bomb.png": (saved(Image.new("1", (10000, 5001)), "PNG"), "50000000 pixels"),
    "bomb.gif": (saved(Image.new("1", (10000, 5001)), "GIF"), "50000000 pixels"),
    "flood.gif": (huge(), "DecompressionBombError"),
    "broken.png": (b"\xffDAT".join(NOISE.rsplit(b"IDAT", 1)), "broken PNG"),
    "page.tiff": (plain(kind="TIFF"), "UnidentifiedImageError"),
}
