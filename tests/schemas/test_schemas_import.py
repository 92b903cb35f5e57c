"""Importing the tables stays light, and knows nothing of the pipeline."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_tables_loads_no_heavy_library_and_no_pipeline() -> None:
    program = (
        "import sys, schemas, schemas.codes\n"
        "assert len(schemas.TABLES) == 14\n"
        "heavy = {'pandera', 'pandas', 'pyarrow', 'frictionless', 'flows', 'prefect'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_arrow_schemas_and_descriptors_do_without_pandera() -> None:
    program = (
        "import sys, schemas, schemas.relations, schemas.dictionary\n"
        "for table in schemas.TABLES.values(): table.arrow_schema, table.table_schema\n"
        "print('pandera' in sys.modules, any(name.startswith('flows') for name in sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "False False\n"
