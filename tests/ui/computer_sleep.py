"""Sends the signals of a desktop on a bus of its own; run by test_computer_rests."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.computer_rests import ComputerRests

SIGNALS = {
    "sleep": ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep"),
    "lock": ("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock"),
    "saver": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"),
}


def main(which: str, begins: str) -> None:
    app = QCoreApplication([])
    rests, heard, loop = ComputerRests(), [], QEventLoop()
    rests.begins.connect(lambda: heard.append(which))
    rests.begins.connect(loop.quit)
    bus = QDBusConnection.systemBus()
    bus.registerService("org.freedesktop.login1")
    runner = Runner()
    runner.pool(rests.listen).then(lambda is_heard: is_heard and send(which, begins))
    QTimer.singleShot(20_000 if begins == "begins" else 1_000, loop.quit)
    loop.exec()
    print(*heard)
    runner.close()
    del app


def send(which: str, begins: str) -> None:
    bus = QDBusConnection.sessionBus() if which == "saver" else QDBusConnection.systemBus()
    message = QDBusMessage.createSignal(*SIGNALS[which])
    if which != "lock":
        message.setArguments([begins == "begins"])
    bus.send(message)


if __name__ == "__main__":
    main(*sys.argv[1:])
