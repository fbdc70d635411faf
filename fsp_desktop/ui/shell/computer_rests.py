"""Hears from the desktop that the computer goes to sleep or its screen is locked; Linux only.

The signals are those of systemd-logind and of the desktops' own screen savers, as their interface
descriptions name them: org.freedesktop.login1(5), org.freedesktop.ScreenSaver, org.gnome.ScreenSaver.
Elsewhere, and on desktops without these, the clock on the wall tells afterwards.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_LOGIN = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_ANY = ""
_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")


class ComputerRests(QObject):
    """Listens on the buses of the desktop.

    Signals:
        begins: The computer goes to sleep, or its screen was locked.
    """

    begins = Signal()

    def prepare(self) -> bool:
        """Load what listens, on the thread of the window, and tell whether there is a bus at all.

        A module of Qt that is loaded on another thread adds its types to the table that the
        window's thread is reading just then, which can end the program.
        """
        if not sys.platform.startswith("linux") or not (_has_session() or _has_system()):
            return False
        import PySide6.QtDBus  # noqa: F401 - loaded here, used on the pool

        return True

    def listen(self) -> bool:
        """Begin to listen; may take a while, so it is work for the pool. Tell whether anybody answers."""
        if not self.prepare():
            return False
        from PySide6.QtDBus import QDBusConnection

        heard: list[bool] = []
        # A bus that is not there would be started by asking for it.
        if _has_session():
            bus = QDBusConnection.sessionBus()
            heard += [
                self._join(bus, _ANY, name, "ActiveChanged", "on_state(bool)") for name in _SAVERS
            ]
        if _has_system():
            bus, manager = QDBusConnection.systemBus(), f"{_LOGIN}.Manager"
            heard.append(self._join(bus, _LOGIN, manager, "PrepareForSleep", "on_state(bool)"))
            heard.append(self._join(bus, _LOGIN, f"{_LOGIN}.Session", "Lock", "on_lock()"))
        return any(heard)

    def _join(self, bus: Any, service: str, interface: str, signal: str, slot: str) -> bool:
        # No path is named: which session is ours is known to the desktop only, and hiding too
        # often does no harm.
        return bus.isConnected() and bool(
            bus.connect(service, _ANY, interface, signal, self, SLOT(slot))
        )

    @Slot(bool)
    def on_state(self, begins: bool) -> None:
        """Take that sleep or the screen's lock begins, or that it is over."""
        if begins:
            self.begins.emit()

    @Slot()
    def on_lock(self) -> None:
        """Take that the session is to be locked."""
        self.begins.emit()


def _has_session() -> bool:
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))


def _has_system() -> bool:
    return bool(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")) or _SYSTEM_BUS.exists()
