"""What the computer knows of its connection: whether there is one, and whether it is paid by the amount."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal


class Network(QObject):
    """Listens once somebody asks; a computer that tells nothing counts as online and unmetered.

    Attributes:
        is_online: False if there is no connection at all, None while nobody knows.
        is_metered: The connection is paid by the amount, such as a telephone's hotspot.

    Signals:
        returned: There is a connection (again), or another one.
        meter_changed: Whether it is paid by the amount has changed.
    """

    returned = Signal()
    meter_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_online: bool | None = None
        self.is_metered = False
        self._is_listening = False

    def listen(self) -> None:
        """Begin to listen; more than once is no harm."""
        if self._is_listening:
            return
        self._is_listening = True
        # Loaded here: the first picture needs nothing of the network.
        from PySide6.QtNetwork import QNetworkInformation

        feature = QNetworkInformation.Feature
        if not (
            QNetworkInformation.loadBackendByFeatures(feature.Reachability | feature.Metered)
            or QNetworkInformation.loadDefaultBackend()
        ):
            return
        known = QNetworkInformation.instance()
        known.reachabilityChanged.connect(self.take_reachability)
        known.isMeteredChanged.connect(self.take_meter)
        self.take_reachability(known.reachability())
        self.take_meter(known.isMetered())

    def take_reachability(self, reachability: Any) -> None:
        """Note what the computer says of its reach."""
        from PySide6.QtNetwork import QNetworkInformation

        kinds = QNetworkInformation.Reachability
        self.is_online = (
            None if reachability == kinds.Unknown else reachability != kinds.Disconnected
        )
        if self.is_online:
            self.returned.emit()

    def take_meter(self, is_metered: bool) -> None:
        """Note whether the connection is paid by the amount."""
        if is_metered != self.is_metered:
            self.is_metered = is_metered
            self.meter_changed.emit()
