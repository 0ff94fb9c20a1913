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
SERVED = {"ContentType": "image/jpeg", "CacheControl": "public, max-age=86400"}
# What fits into 1 GB of memory.
BYTES, PIXELS = 50_000_000, 50_000_000
# The wheel for the function: Python 3.14 on arm64.
PILLOW = "pillow==13.0.0 --hash=sha256:5933fcea5a5ba64c686f55c886a115cbfd92f2900460784a1e79909fdbafd7b6"
FOLDER = "/tmp/pillow"


class NoImage(Exception):
    pass


def install():
    """Once per environment; what a stopped try left is replaced."""
    wanted = FOLDER + ".txt"
    with open(wanted, "w") as file:
        file.write(PILLOW)
    pip = "-m pip install --quiet --no-cache-dir --no-deps --only-binary :all: --require-hashes --upgrade --target"
    subprocess.run([sys.executable, *pip.split(), FOLDER, "-r", wanted], check=True)
    sys.path.append(FOLDER)


def download(source):
    found = S3.get_object(**source)
    if found["ContentLength"] > BYTES:
        raise NoImage(f"more than {BYTES} bytes")
    return io.BytesIO(found["Body"].read())


def picture(file):
    """Upright, on white, and new, so that no metadata comes along."""
    from PIL import Image, ImageOps

    image = Image.open(file, formats=("JPEG", "PNG", "GIF", "WEBP"))
    if image.width * image.height > PIXELS:
        raise ValueError(f"more than {PIXELS} pixels")
    image.draft(None, (SIZES[0], SIZES[0]))  # a big JPEG never stands in memory whole
    if image.mode.startswith("I"):
        image = image.point(lambda grey: grey / 256).convert("L")  # 16 bits
    image = image.convert("RGBA")  # of an animation the first frame
    image.thumbnail((SIZES[0], SIZES[0]))
    try:
        image = ImageOps.exif_transpose(image)
    except Exception:
        pass  # broken EXIF: it stays as it lies
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image)
    return page


def photo(key, version):
    """Nothing is written of what is no image; a second time writes the same."""
    name = key[len("incoming/"):]
    source = {"Bucket": BUCKET, "Key": key, **({"VersionId": version} if version else {})}
    file = download(source)
    try:
        page = picture(file)
    except Exception as error:
        if isinstance(error, (ImportError, MemoryError)) or "out of memory" in str(error):
            raise
        raise NoImage(repr(error))
    # Tags would need more permissions.
    S3.copy_object(Bucket=BUCKET, Key="originals/" + name, CopySource=source, TaggingDirective="REPLACE")
    for size in SIZES:
        page.thumbnail((size, size))
        body = io.BytesIO()
        page.save(body, "JPEG", quality=85)
        S3.put_object(Bucket=BUCKET, Key=f"media/{name}/{size}.jpg", Body=body.getvalue(), **SERVED)


def log(level, record, **more):
    print(json.dumps({"level": level, **more, "messageId": record["messageId"]}), flush=True)


def done(record):
    """Only a record that failed comes back; what is no image is done."""
    try:
        body = json.loads(record["body"])
        for event in [] if body.get("Event") == "s3:TestEvent" else body["Records"]:
            found = event["s3"]["object"]
            key = unquote_plus(found["key"])
            if key.startswith("incoming/") and not key.endswith("/"):
                try:
                    photo(key, found.get("versionId"))
                except NoImage as error:
                    log("warning", record, key=key, reason=str(error))
        return True
    except Exception as error:
        log("error", record, error=f"{type(error).__name__}: {error}")


def handler(event, context):
    """Without Pillow the whole batch comes back."""
    try:
        import PIL
    except ImportError:
        install()
    failed = [{"itemIdentifier": each["messageId"]} for each in event["Records"] if not done(each)]
    return {"batchItemFailures": failed}
