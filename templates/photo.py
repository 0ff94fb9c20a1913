"""Photos: each object in incoming/ becomes renditions in media/, and its original is kept."""
import io
import json
import os
import subprocess
import sys
from urllib.parse import unquote_plus

import boto3

BUCKET = os.environ["MEDIA_BUCKET"]
S3 = boto3.client("s3", os.environ["AWS_REGION"])
SIZES = (1600, 320)
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
# What fits into 1 GB of memory.
BYTES, PIXELS = 50_000_000, 50_000_000
# The wheel for the function: Python 3.14 on arm64.
PILLOW = "pillow==13.0.0 --hash=sha256:5933fcea5a5ba64c686f55c886a115cbfd92f2900460784a1e79909fdbafd7b6"
FOLDER = "/tmp/pillow"


def install():
    """Once per environment; what a stopped try left is replaced."""
    wanted = FOLDER + ".txt"
    with open(wanted, "w") as file:
        file.write(PILLOW)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-cache-dir", "--no-deps"]
    pip += ["--only-binary", ":all:", "--require-hashes", "--upgrade", "--target", FOLDER, "-r", wanted]
    subprocess.run(pip, check=True)
    sys.path.append(FOLDER)


def download(source):
    found = S3.get_object(**source)
    if found["ContentLength"] > BYTES:
        raise ValueError("more than %d bytes" % BYTES)
    return io.BytesIO(found["Body"].read())


def opened(file):
    """No bigger than its biggest rendition; of an animation the first frame."""
    from PIL import Image

    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > PIXELS:
        raise ValueError("more than %d pixels" % PIXELS)
    image.draft(None, (SIZES[0], SIZES[0]))  # a big JPEG never stands in memory whole
    if image.mode.startswith("I"):
        image = image.point(lambda grey: grey / 256).convert("L")  # 16 bits
    image = image.convert("RGBA")
    image.thumbnail((SIZES[0], SIZES[0]))
    return image


def picture(file):
    """Upright, on white, and new, so that no metadata comes along."""
    from PIL import Image, ImageOps

    image = opened(file)
    try:
        image = ImageOps.exif_transpose(image)
    except Exception:
        pass  # broken EXIF: it stays as it lies
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image)
    return page


def photo(key, version):
    """What is no image fails before anything is written; a second time writes the same."""
    name = key[len("incoming/"):]
    source = {"Bucket": BUCKET, "Key": key}
    if version:
        source["VersionId"] = version
    page = picture(download(source))
    # Tags would need more permissions.
    S3.copy_object(Bucket=BUCKET, Key="originals/" + name, CopySource=source, TaggingDirective="REPLACE")
    for size in SIZES:
        page.thumbnail((size, size))
        put(f"media/{name}/{size}.jpg", page)


def put(key, page):
    body = io.BytesIO()
    page.save(body, "JPEG", quality=85)
    forever = "public, max-age=31536000, immutable"
    S3.put_object(Bucket=BUCKET, Key=key, Body=body.getvalue(), ContentType="image/jpeg", CacheControl=forever)


def done(record):
    """Only this record comes back; the reason goes to the log."""
    try:
        body = json.loads(record["body"])
        for event in [] if body.get("Event") == "s3:TestEvent" else body["Records"]:
            found = event["s3"]["object"]
            key = unquote_plus(found["key"])
            if key.startswith("incoming/") and not key.endswith("/"):
                photo(key, found.get("versionId"))
        return True
    except Exception as error:
        line = {"level": "error", "error": f"{type(error).__name__}: {error}", "messageId": record["messageId"]}
        print(json.dumps(line), flush=True)
        return False


def handler(event, context):
    """Without Pillow it fails as a whole, and the whole batch comes back."""
    try:
        import PIL
    except ImportError:
        install()
    failed = [record["messageId"] for record in event["Records"] if not done(record)]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}
