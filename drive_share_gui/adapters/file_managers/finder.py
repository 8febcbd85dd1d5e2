"""macOS: a Quick Action of Automator, which runs our program with the selected files as arguments."""

import plistlib
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entry import FileEntry, FileManager, OwnFile
from drive_share_gui.adapters.file_managers.quoting import shell_command

_RUN_SHELL_SCRIPT: Final = "com.apple.RunShellScript"
_AS_ARGUMENTS: Final = 1
_FILES_AND_FOLDERS: Final = "com.apple.Automator.fileSystemObject"


def finder(computer: Computer, services: Path) -> FileEntry:
    """Give its entry; `services` is the person's folder `Library/Services`."""
    contents = services / f"{computer.words.label}.workflow" / "Contents"
    service = {
        "NSMenuItem": {"default": computer.words.label},
        "NSMessage": "runWorkflowAsService",
        "NSRequiredContext": {"NSApplicationIdentifier": "com.apple.finder"},
        "NSSendFileTypes": ["public.item"],
    }
    files = (
        OwnFile(contents / "Info.plist", plistlib.dumps({"NSServices": [service]})),
        OwnFile(contents / "document.wflow", plistlib.dumps(_workflow(computer)), own_folders=2),
    )
    return FileEntry(FileManager("finder", "Finder", is_here=True), files)


def _workflow(computer: Computer) -> dict[str, object]:
    """Describe the workflow: one action. The shell sees each path as one argument and reads none of them."""
    parameters = {
        "COMMAND_STRING": f'exec {shell_command(computer.opening)} "$@"',
        "CheckedForUserDefaultShell": True,
        "inputMethod": _AS_ARGUMENTS,
        "shell": "/bin/sh",
        "source": "",
    }
    action = {
        "AMAccepts": {"Container": "List", "Optional": True, "Types": ["com.apple.cocoa.path"]},
        "AMProvides": {"Container": "List", "Types": ["com.apple.cocoa.string"]},
        "ActionBundlePath": "/System/Library/Automator/Run Shell Script.action",
        "ActionName": "Run Shell Script",
        "ActionParameters": parameters,
        "BundleIdentifier": _RUN_SHELL_SCRIPT,
        "Class Name": "RunShellScriptAction",
    }
    return {
        "AMDocumentVersion": "2",
        "actions": [{"action": action, "isViewVisible": True}],
        "connectors": {},
        "workflowMetaData": {
            "serviceInputTypeIdentifier": _FILES_AND_FOLDERS,
            "serviceApplicationBundleID": "com.apple.finder",
            "serviceOutputTypeIdentifier": "com.apple.Automator.nothing",
            "workflowTypeIdentifier": "com.apple.Automator.servicesMenu",
        },
    }
