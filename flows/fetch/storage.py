"""Files wherever they lie: on this machine, or at an address such as `s3://…` or `https://…`.

fsspec (https://filesystem-spec.readthedocs.io) knows the file systems; those of S3 and https need the
libraries of the extra `s3`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import fsspec
from fsspec.implementations.local import LocalFileSystem
from pydantic import AfterValidator, ValidationInfo

from flows.fetch.capture import Problem


def _beside_declaration(address: str, info: ValidationInfo) -> str:
    """Take a relative path from the folder of the YAML file that states it."""
    folder = (info.context or {}).get("folder")
    return address if "://" in address or folder is None else str(folder / address)


StorageAddress = Annotated[str, AfterValidator(_beside_declaration)]
"""A path, in a YAML file relative to that file, or an address that fsspec knows (`s3://…`)."""


def open_storage(source_id: str, address: str) -> tuple[fsspec.AbstractFileSystem, str] | Problem:
    """The file system of an address, and the path on it; nothing is asked of it yet.

    S3 is asked without signature where no credentials are configured, as public buckets allow.
    """
    try:
        options = {"s3": {"anon": True}} if "s3://" in address and not _has_credentials() else {}
        file_system, path = fsspec.core.url_to_fs(address, **options)
    except ImportError as error:
        return Problem(
            source_id,
            None,
            "storage_library_missing",
            f"Lire {address} demande une bibliothèque qui n’est pas installée ({error}) ; pour s3:// et "
            "https:// : pip install 'regional-health-initiatives[s3]'.",
            f"To read {address}, a library is needed that is not installed ({error}); for s3:// and "
            "https://: pip install 'regional-health-initiatives[s3]'.",
            address,
        )
    except Exception as error:  # no such protocol, or a configuration that contradicts itself
        return Problem(
            source_id,
            None,
            "storage_unusable",
            f"L’adresse {address} n’est pas utilisable ({error}) ; il faut un chemin, ou une adresse "
            "s3:// ou https://.",
            f"The address {address} cannot be used ({error}); it must be a path, or an address s3:// "
            "or https://.",
            address,
        )
    return file_system, path


def is_local(file_system: fsspec.AbstractFileSystem) -> bool:
    """Whether a file system is this machine's own."""
    return isinstance(file_system, LocalFileSystem)


def parquet_files(file_system: fsspec.AbstractFileSystem, path: str) -> list[str]:
    """The file at a path, or those below the folder or of the glob it is; of a folder, the Parquet files."""
    if file_system.exists(path):
        matches: dict[str, dict[str, Any]] = {path: file_system.info(path)}
    else:
        matches = file_system.glob(path, detail=True)
    files = []
    for match, info in matches.items():
        if info["type"] == "directory":
            files += [file for file in file_system.find(match) if file.endswith(".parquet")]
        else:
            files.append(match)
    return sorted(files if is_local(file_system) else map(file_system.unstrip_protocol, files))


def unreadable(source_id: str, rule: str, file: str, error: Exception, lost: int | None = None) -> Problem:
    """A file, here or elsewhere, gave an error when it was read; `lost` captures with it, if known."""
    detail = f"{type(error).__name__}: {error}"
    reason_fr = f"Le fichier {file} n’a pas pu être lu ({detail})."
    reason_en = f"The file {file} could not be read ({detail})."
    if lost is not None:
        reason_fr += f" Captures perdues : {lost}."
        reason_en += f" Captures lost: {lost}."
    if isinstance(error, PermissionError) and file.startswith("s3://"):
        reason_fr += " Sous s3://, Common Crawl demande un compte AWS ; sans compte, ses fichiers sont à "
        reason_fr += "l’adresse https://data.commoncrawl.org/."
        reason_en += " At s3://, Common Crawl asks for an AWS account; without one, its files are at "
        reason_en += "https://data.commoncrawl.org/."
    return Problem(source_id, None, rule, reason_fr, reason_en, file)


def _has_credentials() -> bool:
    """Whether S3's own configuration (environment, profile, role, FSSPEC_S3_…) names who asks."""
    session = import_module("botocore.session").Session()
    return bool(fsspec.config.conf.get("s3")) or session.get_credentials() is not None
