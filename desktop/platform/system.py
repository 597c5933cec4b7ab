"""What the window needs from the system, checked before Qt is loaded.

Qt ends the program where a library is missing; this says what to install instead. It needs nothing
but the standard library: ``python -m desktop.platform.system`` exits with 0 where a window can
open, with 1 where a library is missing, which it names, and with 3 where there is no display.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_DISPLAY = 3


class SystemLibrary(NamedTuple):
    """A shared library and the package that brings it, by family of Linux."""

    soname: str
    debian: str
    fedora: str
    arch: str
    suse: str


_QT = (
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    SystemLibrary("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1"),
    SystemLibrary("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1"),
    SystemLibrary(
        "libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"
    ),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig", "fontconfig"),
)
_X11 = (
    SystemLibrary(
        "libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor",
        "libxcb-cursor0",
    ),
    SystemLibrary(
        "libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11",
        "libxkbcommon-x11-0",
    ),
    SystemLibrary(
        "libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"
    ),
    SystemLibrary(
        "libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0"
    ),
    SystemLibrary(
        "libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms",
        "libxcb-keysyms1",
    ),
    SystemLibrary(
        "libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil",
        "xcb-util-renderutil", "libxcb-render-util0",
    ),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
)  # fmt: skip
_INSTALL = {
    "debian": "apt install",
    "fedora": "dnf install",
    "arch": "pacman -S",
    "suse": "zypper install",
}


def display() -> bool:
    """Whether a window can be shown: a display answers, or a Qt platform was asked for."""
    if sys.platform == "linux" and not os.environ.get("QT_QPA_PLATFORM"):
        return has_desktop()
    return True


def has_desktop() -> bool:
    """Whether a display of this Linux answers, whatever Qt was asked for."""
    return _wayland() or _x11()


def missing() -> tuple[SystemLibrary, ...]:
    """The system libraries that Qt needs and that are missing."""
    wanted: tuple[SystemLibrary, ...] = ()
    if sys.platform == "linux":
        wanted = (*_QT, *_X11) if _platform() == "xcb" else _QT
    return tuple(library for library in wanted if not _loads(library.soname))


def advice(libraries: Iterable[SystemLibrary], family: str) -> str:
    """The one line that installs `libraries` on that family of Linux."""
    packages = " ".join(dict.fromkeys(getattr(library, family) for library in libraries))
    root = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    return f"{root}{_INSTALL[family]} {packages}"


def family(release: Path = Path("/etc/os-release")) -> str:
    """Which family of Linux this is, for the names of its packages; Debian where none is known."""
    try:
        lines = release.read_text(encoding="utf-8").splitlines()
    except OSError:
        return "debian"
    words = " ".join(line for line in lines if line.startswith(("ID=", "ID_LIKE=")))
    return next((name for name in _INSTALL if name in words), "debian")


def complaint() -> str:
    """What prevents a window and how to fix it; empty if nothing does."""
    libraries = missing()
    if not libraries:
        return ""
    names = ", ".join(library.soname for library in libraries)
    return f"The window needs {names} of the system. Install: {advice(libraries, family())}"


def _platform() -> str:
    """The platform that Qt will choose: the one asked for, else by the display that is there."""
    asked = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    return asked or ("wayland" if _wayland() else "xcb")


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _wayland() -> bool:
    """Whether a Wayland compositor has its socket where the environment says."""
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), str(name)).is_socket()


def _x11() -> bool:
    """Whether the X server of the environment lets us in."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def main() -> int:
    """Says what is missing for a window; the exit status is described above."""
    if not display():
        return NO_DISPLAY
    words = complaint()
    sys.stderr.write(f"{words}\n" if words else "")
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
