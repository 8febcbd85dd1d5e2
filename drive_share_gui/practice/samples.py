"""What lies on the practice drive when it is new: folders, documents and pictures, with every awkward kind of name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

PERSONAL_DRIVE: Final = "7A3C51E09B2D4F68"
BUSINESS_DRIVE: Final = "b!kP3vXw7cQ0-Tn5yZrL1sJf8_uGh2dBe4MaVoCiRtYqKxWpNmHjEgSlDzUbFa6O9I"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file, or a folder with what lies in it."""

    name: str
    size: int = 0
    contents: "tuple[Sample, ...] | None" = None
    special: str = ""
    remote: str = ""
    """The path on the business drive that this placeholder stands for."""

    @property
    def total_size(self) -> int:
        """Bytes of the file, or of everything in the folder."""
        return self.size + sum(inner.total_size for inner in self.contents or ())


@dataclass(frozen=True, slots=True)
class SampleAccess:
    """Access that somebody had before anyone pressed Share; without an address, a sharing link to view."""

    drive: str
    path: str
    email: str
    role: str
    redeemed: str = "same"


def _folder(name: str, *contents: Sample, special: str = "") -> Sample:
    return Sample(name, contents=contents, special=special)


_LONG_NAME: Final = "Minutes of the " + "very " * 38 + "long meeting.docx"

_DOCUMENTS: Final = _folder(
    "Documents",
    Sample("Budget.xlsx", 24_576),
    Sample("Cover letter.docx", 18_432),
    Sample("Lease agreement.pdf", 412_118),
    Sample("Meeting notes.txt", 2_301),
    _folder(
        "Finance",
        Sample("Budget 2025.xlsx", 31_744),
        Sample("Forecast.xlsx", 52_224),
        _folder("Invoices", *(Sample(f"Invoice {number}.pdf", 80_000 + number) for number in range(1001, 1013))),
        Sample("Travel costs.csv", 4_410),
    ),
    _folder("Team handbook", Sample("Welcome.docx", 40_960), Sample("House rules.docx", 22_528)),
    special="documents",
)

_PICTURES: Final = _folder(
    "Pictures",
    Sample("Garden in May.jpg", 2_482_176),
    Sample("Sunset over the bay.png", 5_120_331),
    _folder(
        "Camera Roll", *(Sample(f"2025-05-{day:02}.jpg", 3_000_000 + day) for day in range(1, 13)), special="cameraRoll"
    ),
    _folder("Holiday", *(Sample(f"IMG_{number:04}.jpg", 1_500_000 + number) for number in range(1, 451))),
    special="photos",
)

_AWKWARD: Final = _folder(
    "Awkward names",
    _folder("C# Files", Sample("Program.cs", 1_204)),
    _folder("Ryan's Files", Sample("To do.txt", 310)),
    Sample("100%.txt", 100),
    Sample("test%46.txt", 46),
    Sample("testF.txt", 47),
    Sample("One+Two.txt", 12),
    Sample("saved_game[1].bin", 65_536),
    Sample("R&D; v=1, (a)!.docx", 15_360),
    Sample("日本語 café.txt", 77),
    Sample("emoji😀.txt", 21),
    Sample("a$0b.txt", 8),
    Sample("تقرير الربع الأول.docx", 19_456),
    Sample("מסמך (טיוטה) v2.txt", 640),
    Sample(_LONG_NAME, 9_216),
    Sample("=SUM(A1).csv", 64),
    Sample("no extension", 3),
    Sample("...three dots.txt", 3),
)

PERSONAL_SAMPLES: Final = _folder(
    "root",
    _DOCUMENTS,
    _PICTURES,
    _AWKWARD,
    _folder("Docs", Sample("a.txt", 11), Sample("Read me first.docx", 12_288)),
    _folder("Empty folder"),
    Sample("My Files", contents=(Sample("Shopping list.txt", 180),)),
    Sample("Welcome to the practice drive.docx", 16_384),
    Sample("Quarterly plan.pptx", remote="Plans/Quarterly plan.pptx"),
    Sample("Plans from Mira", remote="Plans"),
)

BUSINESS_SAMPLES: Final = _folder(
    "root",
    _folder("Plans", Sample("Quarterly plan.pptx", 734_003), Sample("Hiring.xlsx", 28_672)),
    _folder("Reports", Sample("Annual report.docx", 220_160), Sample("Read only.pdf", 90_112)),
    Sample("Roadmap.docx", 30_720),
)

SAMPLE_ACCESS: Final = (
    SampleAccess(PERSONAL_DRIVE, "Documents/Budget.xlsx", "already@example.org", "write"),
    SampleAccess(PERSONAL_DRIVE, "Documents/Finance", "annika.berg@example.com", "read"),
    SampleAccess(PERSONAL_DRIVE, "Documents/Lease agreement.pdf", "pending@example.net", "read", redeemed="none"),
    SampleAccess(PERSONAL_DRIVE, "Documents/Team handbook", "garden.club@example.org", "read"),
    SampleAccess(PERSONAL_DRIVE, "Documents/Cover letter.docx", "", "read"),
    SampleAccess(BUSINESS_DRIVE, "Plans", "ann.archer@example.org", "write"),
    SampleAccess(BUSINESS_DRIVE, "Reports", "ann.archer@example.org", "read"),
    SampleAccess(BUSINESS_DRIVE, "Roadmap.docx", "ann.archer@example.org", "write"),
)

Placed: TypeAlias = tuple[tuple[str, ...], Sample]


def walk(folder: Sample, above: tuple[str, ...] = ()) -> Iterator[Placed]:
    """Give everything below a folder with the names that lead to it, folders before their contents."""
    for sample in folder.contents or ():
        path = (*above, sample.name)
        yield path, sample
        yield from walk(sample, path)
