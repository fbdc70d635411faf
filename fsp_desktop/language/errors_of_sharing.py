"""Sentences for trouble with sharing: calm, because nothing on this computer is ever lost by it."""

from __future__ import annotations

from fsp_desktop.language.words import N_

SHARING_SENTENCES: dict[str, str] = {
    "services.broken_administrator_file": N_(
        "The settings file of your administrator has a slip ({key}). Please ask them to look."
    ),
    "services.no_such_place": N_("Your team does not share through this place."),
    "services.place_needs": N_("Something is missing here. Please fill it in."),
    "services.sharing_held": N_(
        "This connection is paid by the amount, so sharing waits: {set_by} decided that."
    ),
    "services.too_long_for_picture": N_("This is too long for a picture code. Use the words."),
    "services.too_many_places": N_("A team shares through at most {most} places."),
    "sync.bad_address": N_(
        "This address does not make sense as a place to share. Look at it again: {part}."
    ),
    "sync.bad_signature": N_(
        "A file in the shared place was not signed by our team, so it was not read."
    ),
    "sync.broken_chain": N_(
        "A piece between two shared files is missing. We go on when it arrives."
    ),
    "sync.broken_identity": N_(
        "This computer's name card in the team can not be read. Restore a backup, or join again."
    ),
    "sync.cancelled": N_("Sharing was stopped. Nothing is lost; it goes on next time."),
    "sync.file_on_its_way": N_(
        "This file is not on this computer yet. It comes with the next exchange."
    ),
    "sync.file_too_large": N_(
        "This file is too large to be kept here. Choose a smaller one, up to 64 MB."
    ),
    "sync.folder_emptied": N_(
        "The shared folder was emptied. Your records are safe here and will be shared again."
    ),
    "sync.foreign_files": N_(
        "There are files in the shared folder that are not ours. They were left alone."
    ),
    "sync.forked_chain": N_(
        "Two copies of one computer worked at once. All of their changes are kept."
    ),
    "sync.gap_in_own_ops": N_(
        "Some of this computer's own changes are out of order. Sharing waits; please tell support."
    ),
    "sync.guest_waits": N_("Someone waits to join your team. Compare the numbers with them."),
    "sync.invitation_expired": N_("This invitation has ended. Ask for a new one."),
    "sync.invitation_used": N_("This invitation has been used already. Ask for a new one."),
    "sync.lost_own_bundle": N_(
        "A file that this computer shared is gone. It is being shared again; nothing is lost."
    ),
    "sync.listing_lags": N_("The place lists new files late. Sharing works, but a little slower."),
    "sync.malformed": N_("One shared file can not be read, so it was left out. It may come again."),
    "sync.missing_file": N_("A shared file has not arrived yet. We look again next time."),
    "sync.missing_key": N_(
        "A shared file is locked with a key this computer does not have yet. It waits."
    ),
    "sync.name_taken": N_(
        "A file of this name is in the shared folder already. It was left alone."
    ),
    "sync.network_sign_in": N_(
        "The network wants you to sign in first. Open a web page, sign in, and sharing goes on."
    ),
    "sync.newer_format": N_(
        "A shared file was written by a newer version. Update the program to read it."
    ),
    "sync.newer_identity": N_(
        "This computer's name card was made by a newer version. Update the program."
    ),
    "sync.no_place": N_("No place to share has been chosen yet. Choose a folder first."),
    "sync.no_space": N_("This computer is not in a team yet. Start one, or join with a code."),
    "sync.no_such_device": N_(
        "There is no such computer in the team. Look at the list of computers."
    ),
    "sync.no_such_guest": N_("Nobody with this code is waiting. Ask them to try again."),
    "sync.no_such_invitation": N_("There is no such invitation. Look at the words, or ask again."),
    "sync.no_such_place": N_(
        "The server has no such bucket or container. Ask who looks after it; nothing is lost."
    ),
    "sync.not_admitted": N_(
        "Your team has not let this computer in yet. It goes on by itself when they do."
    ),
    "sync.not_allowed": N_(
        "The server knows you but does not let you write here. Ask who looks after it."
    ),
    "sync.not_an_administrator": N_("Only an administrator can do this. Please ask one."),
    "sync.not_opened": N_("A shared file could not be unlocked, so it was not read."),
    "sync.not_ours": N_("A file in the shared folder is not ours. It was left alone."),
    "sync.nothing_in_quarantine": N_(
        "Nothing waits for a decision there. It may have been decided already."
    ),
    "sync.nothing_to_give_up": N_(
        "Nothing has to be given up there: nothing is missing, or a computer still has it."
    ),
    "sync.odd_answer": N_(
        "Something else than the shared place answered, such as a sign-in page. We try again later."
    ),
    "sync.odd_name": N_("A file in the shared folder has a name we do not use. It was left alone."),
    "sync.other_space": N_(
        "This folder belongs to another team. Nothing was read or written; choose another folder."
    ),
    "sync.own_device": N_(
        "This is the computer you work at. Another administrator has to take it out."
    ),
    "sync.plain_connection": N_(
        "This address has no lock (TLS), so others could read the password. Use webdav:// instead."
    ),
    "sync.read_back_failed": N_(
        "A shared file did not read back as it was written. Your work is safe; we try again."
    ),
    "sync.remote_busy": N_("The server is busy. We try again by ourselves in a while."),
    "sync.remote_full": N_(
        "The shared place has no room left. Your work is safe on this computer."
    ),
    "sync.remote_read_only": N_(
        "The shared place can not be written to. Your work is safe on this computer; sharing waits."
    ),
    "sync.remote_unreachable": N_(
        "The shared place can not be reached right now. Your work is safe; we try again later."
    ),
    "sync.remote_went_back": N_(
        "The shared folder has gone back to an older state. Nothing is lost here; we share again."
    ),
    "sync.restored_device": N_(
        "This computer was restored from a backup. It goes on under a new name in the team."
    ),
    "sync.revoked_device": N_(
        "Changes came from a computer that is no longer in the team. An administrator decides."
    ),
    "sync.revoked_here": N_(
        "This computer is no longer in the team. Your work is safe here; ask an administrator."
    ),
    "sync.sealed_twice": N_("This change has been shared already. Nothing is left to do."),
    "sync.several_devices": N_(
        "Several computers are called so. Name one by the id that stands in the list."
    ),
    "sync.sheet_opens_nothing": N_(
        "These words do not open a team in this place. Look at the sheet, or find a newer one."
    ),
    "sync.snapshot_differs": N_(
        "Two computers do not have the same record. Nothing is taken away; please tell support."
    ),
    "sync.space_exists": N_("This computer is in a team already. Open it instead."),
    "sync.space_not_there": N_(
        "There is no team in this folder. Look at the folder, or ask who invited you."
    ),
    "sync.too_large": N_("A shared file is much too large to be ours, so it was not read."),
    "sync.torn": N_("A shared file is not whole yet. We read it when the rest has arrived."),
    "sync.turned_away": N_(
        "The team did not let this computer in. Ask the person who invited you."
    ),
    "sync.unexpected": N_("One shared record could not be read, so it waits. The others went on."),
    "sync.unknown_device": N_(
        "A file comes from a computer that is not in the team, so it was not read."
    ),
    "sync.unreadable_file": N_("A shared file may not be read here. Ask for the right to read it."),
    "sync.unsupported_remote": N_(
        "This kind of place is not known yet. Choose a folder that the team can reach."
    ),
    "sync.untrusted_connection": N_(
        "The server could not prove who it is, so nothing was sent. Ask who looks after it."
    ),
    "sync.wrong_credentials": N_(
        "The server did not take the user name or the password. Nothing is lost; type them again in Sharing."
    ),
    "sync.wrong_name": N_("A shared file does not belong to its name, so it was not read."),
    "sync.wrong_space": N_("A shared file belongs to another team, so it was not read."),
}
