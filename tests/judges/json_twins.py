"""Write each template of FOLDER/PAIR/{from,to}.{yaml,json} as JSON to OUT/PAIR/{from,to}.json, for readers without YAML.

Usage: json_twins.py FOLDER OUT
"""

import json
import pathlib
import shutil
import sys

import yaml
from short_tags import Loader


def main(folder, out):
    shutil.rmtree(out, ignore_errors=True)
    for path in sorted(pathlib.Path(folder).glob("*/*")):
        if path.stem in ("from", "to") and path.suffix in (".yaml", ".json"):
            twin = pathlib.Path(out, path.parent.name, path.stem + ".json")
            twin.parent.mkdir(parents=True, exist_ok=True)
            # YAML holds JSON; a date is a text to CloudFormation.
            twin.write_text(json.dumps(yaml.load(path.read_text(encoding="utf-8"), Loader), default=str))


main(*sys.argv[1:])
