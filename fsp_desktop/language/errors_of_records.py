"""Sentences for trouble with the record, its file, its lock, and the command line."""

from __future__ import annotations

from fsp_desktop.language.words import N_

RECORD_SENTENCES: dict[str, str] = {
    "changes.foreign_dot": N_(
        "A change from another computer claims to be ours, so it was left out. Nothing is lost."
    ),
    "changes.malformed": N_(
        "One change can not be read, so it was left out. Ask for it to be shared again."
    ),
    "domain.invalid_record": N_(
        "This is not complete yet. Look at the marked fields, or keep it as a draft."
    ),
    "domain.unknown_kind": N_(
        "There is no such kind of record. The help page lists the kinds that exist."
    ),
    "language.broken_catalogue": N_(
        "This translation file can not be read (line {line}). Ask for a new copy of it."
    ),
    "language.unknown": N_(
        "This language is not in our table yet. Choose one from the list, or tell us about it."
    ),
    "program.bug": N_(
        "Something went wrong that is our mistake. What you typed is kept. Please tell support."
    ),
    "program.closing": N_("The program is closing. Your words are saved; open it again to go on."),
    "program.no_pictures": N_(
        "The pictures of the window could not be taken. The printed files are there."
    ),
    "program.printer_refused": N_(
        "The printer did not take the pages. Look whether it is on, or save a PDF instead."
    ),
    "program.still_waiting": N_(
        "This computer has not answered yet. You can go on working while we wait."
    ),
    "services.choose_first": N_("Please choose a version of each of these first: {fields}."),
    "services.already_started": N_(
        "There is a workspace here already. Open it, or choose another folder for a new one."
    ),
    "services.damaged_backup": N_(
        "This backup is damaged and was not read. Please try an older one; nothing was changed."
    ),
    "services.deleted_here": N_(
        "This record was taken away here. Bring it back from History first."
    ),
    "services.group_needs_object": N_(
        "These fields belong together. Please give a value for the whole group."
    ),
    "services.id_twice": N_(
        "Two lines are about the same record, so the second was left out. Keep one of them."
    ),
    "services.inside_profile": N_(
        "This place is inside the program's own folder. Choose another place, such as Documents."
    ),
    "services.kind_cannot_be_imported": N_(
        "Records of this kind stay on the computer where they were made, so it was left out."
    ),
    "services.line_too_long": N_("One line is too long to be a record, so it was left out."),
    "services.newer_backup": N_(
        "This backup was made by a newer version. Update the program, then try again."
    ),
    "services.newer_export": N_(
        "This file was made by a newer version. Update the program, then try again."
    ),
    "services.no_conflict": N_("There are no two versions here any more. Nothing is left to do."),
    "services.no_id": N_("A line does not say which record it is, so it was left out."),
    "services.no_place": N_(
        "No place to share has been chosen yet. Choose a folder under Sync & devices."
    ),
    "services.no_profile": N_(
        "There is no workspace here yet. Start a new one, or join your team."
    ),
    "services.no_reason": N_("Please say why you are making this copy; it goes in the access log."),
    "services.no_such_record": N_(
        "This record is not here. It may have been joined with another; try a search."
    ),
    "services.no_such_version": N_(
        "This version is not there any more. Look at the two versions again."
    ),
    "services.not_a_backup": N_("This file is not one of our backups. Please choose another file."),
    "services.not_an_export": N_(
        "This file is not one of our exports. Please choose another file."
    ),
    "services.not_json": N_("A line is not in the form we read (JSON), so it was left out."),
    "services.not_utf8": N_("A line has broken letters, so it was left out. Save it as UTF-8."),
    "services.other_kind": N_(
        "This number belongs to a record of another kind. Please look again."
    ),
    "services.profile_not_empty": N_(
        "There is a workspace in this folder already. Choose an empty folder to restore into."
    ),
    "services.two_versions_on_page": N_(
        "Something on this page has two versions. Settle it first, or print it as it is."
    ),
    "services.unfinished_start": N_(
        "Setting up was not finished last time. Start it again; nothing had been written yet."
    ),
    "store.already_there": N_("There is a record file here already. Nothing was written over it."),
    "store.broken_index": N_(
        "The search list of the file is damaged. Your records are safe; make a backup, then repair."
    ),
    "store.broken_link": N_(
        "A record points to one that is missing. Nothing else is touched; please tell support."
    ),
    "store.broken_operation": N_(
        "One entry of the history can not be read. Keep a backup, and please tell support."
    ),
    "store.broken_page": N_(
        "A part of the file is damaged. Stop, keep this file, and restore your last backup."
    ),
    "store.broken_table": N_(
        "A table of the file is damaged. Stop, keep this file, and restore your last backup."
    ),
    "store.cancelled": N_("This was stopped before the end. Nothing was changed."),
    "store.changed_since": N_(
        "Someone has changed this since. Look at History and bring back what you need."
    ),
    "store.conflicts_differ": N_(
        "The list of two versions does not match the history. Run the repair; nothing is lost."
    ),
    "store.damaged": N_(
        "The file is damaged. Stop here, keep a copy of it, and restore your last backup."
    ),
    "store.differs_from_journal": N_(
        "A record does not match its history. Run the repair; it is rebuilt from the history."
    ),
    "store.disk_failed": N_(
        "This computer could not write to its disk. Your words are still on screen; copy them."
    ),
    "store.disk_full": N_(
        "This computer has no room left. Your words are still on screen. Free some space, or copy "
        "them."
    ),
    "store.in_use": N_("The record is open in another window. Please use that one."),
    "store.index_differs": N_(
        "Search misses something. Run the repair; your records are complete."
    ),
    "store.migration_lost_rows": N_(
        "The update of the file was stopped to lose nothing. The file is as it was; tell support."
    ),
    "store.migration_unsafe": N_(
        "The file could not be updated safely, so it was left as it was. Please tell support."
    ),
    "store.missing": N_("The record file is not where it was. Look for it, or restore a backup."),
    "store.newer_file": N_(
        "This file was written by a newer version. Update the program to open it."
    ),
    "store.no_family_field": N_("Records of this kind do not belong to one family."),
    "store.no_such_record": N_(
        "This record is not here. It may have been joined with another; try a search."
    ),
    "store.no_such_version": N_("This version is not in the history. Please look again."),
    "store.not_in_journal": N_(
        "A record has no history. Please keep a backup and tell support; it can be read as it is."
    ),
    "store.not_in_tables": N_("A record is only in the history. Run the repair to bring it back."),
    "store.not_ours": N_("This file is not one of our records. Please choose another file."),
    "store.nothing_to_undo": N_("There is nothing to take back on this computer."),
    "store.pulse_differs": N_("A count is out of step. Run the repair; your records are complete."),
    "store.read_only_place": N_(
        "This folder can not be written to. Nothing is lost; choose another place or ask for rights."
    ),
    "store.too_large": N_(
        "This text is too long to keep in one piece. Please share it between two notes."
    ),
    "store.unfit_value": N_("A value does not fit its field. Please look at what you typed."),
    "store.unknown_field": N_("There is no such field in records of this kind. Please look again."),
    "store.wrong_key": N_("The key does not open this file. Try the passphrase once more."),
    "vault.damaged": N_(
        "The file with the locks is damaged. Restore your last backup with the recovery code."
    ),
    "vault.disk_full": N_("This computer has no room left. Free some space, then try again."),
    "vault.exists": N_("There is a lock here already. Open it with its passphrase."),
    "vault.keyring_unavailable": N_(
        "This computer's key store does not answer. Unlock with your passphrase instead."
    ),
    "vault.missing": N_(
        "The file with the locks is not where it was. Restore a backup, or look for the folder."
    ),
    "vault.newer": N_("These locks were made by a newer version. Update the program to open them."),
    "vault.no_such_slot": N_("This way of unlocking has not been set up. Use your passphrase."),
    "vault.not_readable": N_(
        "The file with the locks can not be read. Ask for the right to read this folder."
    ),
    "vault.not_writable": N_(
        "This folder can not be written to. Nothing was changed; ask for the right to write there."
    ),
    "vault.passphrase_empty": N_("Please type a passphrase. Four or five words are a good start."),
    "vault.too_little_memory": N_(
        "This computer has too little free memory to unlock. Close other programs and try again."
    ),
    "vault.unknown_word": N_(
        "One word is not one of our words. Look at the sheet again, letter by letter."
    ),
    "vault.word_count": N_("Some words are missing or too many. Count them on the sheet again."),
    "vault.wrong_code": N_("The words do not belong together. Look at their order on the sheet."),
    "vault.wrong_key": N_("This key does not fit. Use your passphrase or the recovery code."),
    "vault.wrong_passphrase": N_("That did not match. Look at Caps Lock, then try again."),
    "vault.wrong_recovery_code": N_("That code did not match. Look at the recovery sheet again."),
}
