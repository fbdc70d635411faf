"""Where a person's record lies on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PROFILE_VARIABLE = "FSP_PROFILE"
ADMINISTRATOR_VARIABLE = "FSP_ADMINISTRATOR_FILE"
_FOLDER = "fsp-desktop"


def profile_folder(chosen: str | None, environment: Mapping[str, str]) -> Path:
    """Return the profile's folder: the chosen one, else `FSP_PROFILE`, else the usual place.

    The folder need not exist. A relative path means one below the current folder.
    """
    named = chosen or environment.get(PROFILE_VARIABLE)
    return Path(named).expanduser().absolute() if named else usual_folder()


def usual_folder() -> Path:
    """Return the platform's data folder of this program for the user who is logged in."""
    from platformdirs import user_data_path

    return user_data_path(_FOLDER, appauthor=False)


def administrator_file(environment: Mapping[str, str]) -> Path:
    """Return where an administrator's decisions lie: `FSP_ADMINISTRATOR_FILE` or the usual place.

    The usual place is the platform's folder for settings of all users, which only an
    administrator can write. The file need not exist.
    """
    named = environment.get(ADMINISTRATOR_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import site_config_path

    return site_config_path(_FOLDER, appauthor=False) / "administrator.json"
