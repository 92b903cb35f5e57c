"""What CKAN makes of a DCAT catalogue: `ckan_datasets.py FILE FORMAT` prints its datasets as JSON.

Run by the interpreter of the environment that CKAN has to itself (tests/publish/ckan.txt).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ckanext.dcat.processors import RDFParser  # type: ignore[import-not-found,unused-ignore]

parser = RDFParser(profiles=["euro_dcat_ap_3"])
parser.parse(Path(sys.argv[1]).read_text("utf-8"), sys.argv[2])
json.dump(list(parser.datasets()), sys.stdout)
