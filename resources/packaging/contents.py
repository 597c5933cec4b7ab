"""What goes into the application and what stays out, for the spec and for those who check it."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from desktop.cli import COMMANDS
from resources.packaging.identity import IDENTITY, MIME

LOADED_BY_NAME = [
    "desktop.application",
    "desktop.startup",
    *(f"desktop.commands.{name}" for name in COMMANDS.values()),
    "desktop.readers.california_imr.reader",
]
"""Modules that the program imports by a name in a text, which PyInstaller cannot see."""

LEFT_OUT = [
    *("tkinter", "_pytest", "pytest", "hypothesis", "setuptools", "pip", "PIL", "numpy"),
    *("readline", "lxml.objectify", "lxml.isoschematron"),
]
"""Modules that a library would use if they were there, and that the program never reaches."""

DICTIONARY = "resources/en.json.gz"
"""The one of the spelling library's dictionaries that is used."""

LEFT_TO_THE_SYSTEM = {"libcups.so.2"}
"""Libraries of the system that only serve where the system has them: its printers."""

NOT_SHIPPED = {"packaging", "readme", "__pycache__"}
"""Folders of ``resources`` that serve the project and not the program."""

_DROPPED = re.compile(
    r"""
    /translations/                      # the program speaks one language
    | /plugins/platformthemes/libqgtk3  # would pull GTK 3 with some forty libraries
    | /plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|webgl|direct2d)
    | /plugins/(tls|networkinformation|generic|egldeviceintegrations)/
    | /plugins/imageformats/(lib)?q(icns|tga|tiff|wbmp|webp)  # the window shows none of these
    | /plugins/platforminputcontexts/(lib)?qtvirtualkeyboard
    | /qml/
    | /docx/templates/default-docx-template/
    """,
    re.VERBOSE,
)

INFO_PLIST = {
    "CFBundleDisplayName": "Determination Desk",
    "LSMinimumSystemVersion": "14.0",
    "NSHighResolutionCapable": True,
    "NSRequiresAquaSystemAppearance": False,
    "LSApplicationCategoryType": "public.app-category.medical",
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Determination Desk case",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [f"{IDENTITY}.case"],
        }
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": f"{IDENTITY}.case",
            "UTTypeDescription": "Determination Desk case",
            "UTTypeConformsTo": ["public.json"],
            "UTTypeTagSpecification": {
                "public.filename-extension": ["ddcase"],
                "public.mime-type": [MIME],
            },
        }
    ],
}


def wanted(name: str) -> bool:
    """Whether the file that would be `name` in the application goes into it."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.name not in LEFT_TO_THE_SYSTEM and not _DROPPED.search(f"/{path}")


def data(root: Path, made: Path) -> list[tuple[str, str]]:
    """The program's own files, each with its folder in the application; `made` are built ones."""
    found = [(str(file), str(file.parent.relative_to(root))) for file in _own(root)]
    texts = [(str(root / name), ".") for name in ("CHANGELOG.md", "LICENSE")]
    words = [(str(_folder_of("spellchecker") / DICTIONARY), str(Path("spellchecker", "resources")))]
    stamped = [(str(made / "release.toml"), "."), (str(made / "licences"), "licences")]
    return [*found, *texts, *words, *stamped]


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed.")
    return Path(spec.origin).parent


def _own(root: Path) -> list[Path]:
    """The files of ``templates`` and ``resources`` that the program reads."""
    files = (*(root / "templates").rglob("*"), *(root / "resources").rglob("*"))
    return [
        file
        for file in sorted(files)
        if file.is_file() and not NOT_SHIPPED & set(file.relative_to(root).parts)
    ]
