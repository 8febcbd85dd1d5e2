"""One thing an installer contains that was made elsewhere: a Python package, a library, Python itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One component, and the files of it that are in the installer."""

    name: str
    version: str
    purl: str
    """Where it came from, as a package URL."""
    kind: str = "library"
    """`library`, `framework` or `platform`, in the words of CycloneDX."""
    licence: str = ""
    files: frozenset[str] = frozenset()
    """Relative to the installer's folder. None where all of it is packed into the program."""
    notices: tuple[tuple[str, str], ...] = ()
    """Name and text of every licence file that came with it."""
    inner: tuple["Part", ...] = ()
    """What its maker says is compiled into it."""

    @property
    def key(self) -> str:
        """Its order among others, and its identity."""
        return f"{self.name.lower()} {self.version}"
