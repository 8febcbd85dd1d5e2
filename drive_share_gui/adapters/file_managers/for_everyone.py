"""The entries that a package brings for everyone on a computer; `packaging/menu-entries` writes them."""

from pathlib import Path

from drive_share_gui.adapters.file_managers.computer import Computer, EntryWords
from drive_share_gui.adapters.file_managers.dolphin import dolphin
from drive_share_gui.adapters.file_managers.extension import extension
from drive_share_gui.adapters.file_managers.pcmanfm import action


def files_for_everyone(program: str, words: EntryWords) -> dict[str, bytes]:
    """Give their contents by their ways below `/usr/share`; `program` is where the package puts this program.

    Nemo gets its extension alone, for its action would stand beside it. Thunar reads no actions but those of a
    person, and the scripts that stand in for an extension are a person's, too: `integrate install` puts both.
    """
    nowhere = Path("/")
    computer = Computer(nowhere, (), nowhere, (), (), nowhere, lambda _: None, (program,), nowhere, words)
    managers = (("GNOME Files", "Nautilus"), ("Nemo", "Nemo"), ("Caja", "Caja"))
    extensions = (extension(computer, *manager, for_everyone=True) for manager in managers)
    files = (*extensions, *dolphin(computer).files, action(computer, None))
    return {file.path.relative_to(nowhere).as_posix(): file.content for file in files}
