"""Writes components as a CycloneDX list in JSON, the same for the same components, and only as its schema wants it."""

import hashlib
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.component_evidence import ComponentEvidence, Occurrence
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from part import Part

SPACE: Final = uuid.UUID("6f3c1b52-5b0e-4b53-9a3f-0d4c6a3e7a11")
KINDS: Final = {kind.value: kind for kind in ComponentType}


def document(folder: Path, parts: Iterable[Part], subject: Component, moment: datetime) -> str:
    """Give the list of what `subject` contains, as of `moment`; ends the program where the schema refuses it."""
    components = [_component(folder, part, part.purl) for part in parts]
    bom = Bom(components=components, metadata=BomMetaData(component=subject, timestamp=moment))
    bom.register_dependency(subject, components)
    told = "\n".join(sorted(f"{one.purl} {one.hashes}" for one in [subject, *components]))
    bom.serial_number = uuid.uuid5(SPACE, told)
    text = _in_order(JsonV1Dot6(bom).output_as_string())
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if problem:
        sys.exit(f"The list of components is no CycloneDX: {problem}")
    return text


def subject(version: str, installer: Path | None) -> Component:
    """Describe Drive Share itself, and the installer it comes in where there is one."""
    hashes = [_hash(installer)] if installer else []
    purl = PackageURL("generic", name="drive-share", version=version)
    licence = [LicenseFactory().make_from_string("MIT")]
    description = installer.name if installer else None
    return Component(
        name="drive-share",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=str(purl),
        purl=purl,
        licenses=licence,
        hashes=hashes,
        description=description,
    )


def _component(folder: Path, part: Part, reference: str) -> Component:
    licences = [LicenseFactory().make_from_string(part.licence)] if part.licence else []
    files = [folder / file for file in part.files]
    occurrences = [Occurrence(location=file) for file in sorted(part.files)]
    inner = [_component(folder, of, f"{reference}#{of.purl}") for of in part.inner]
    return Component(
        name=part.name,
        version=part.version,
        type=KINDS[part.kind],
        bom_ref=reference,
        purl=PackageURL.from_string(part.purl),
        licenses=licences,
        hashes=[_hash(files[0])] if len(files) == 1 else [],
        evidence=ComponentEvidence(occurrences=occurrences) if occurrences else None,
        components=inner,
    )


def _in_order(text: str) -> str:
    """Give the same list with the places of every component sorted; the library has them in any order."""
    told = json.loads(text)
    for component in told["components"]:
        for one in [component, *component.get("components", ())]:
            one.get("evidence", {}).get("occurrences", []).sort(key=itemgetter("location"))
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


def _hash(path: Path) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(path.read_bytes()).hexdigest())


def commit_time() -> datetime:
    """Give SOURCE_DATE_EPOCH, or the time of the commit where that is not set."""
    git = ("git", "-C", str(Path(__file__).parent), "log", "-1", "--format=%ct")
    told = os.environ.get("SOURCE_DATE_EPOCH") or subprocess.run(git, capture_output=True, text=True, check=True).stdout
    return datetime.fromtimestamp(int(told), UTC)
