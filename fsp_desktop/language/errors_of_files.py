"""Sentences for trouble with files: class lists, packets, and what commands read."""

from __future__ import annotations

from fsp_desktop.language.words import N_

FILE_SENTENCES: dict[str, str] = {
    "cli.bug": N_(
        "Something went wrong that is our mistake. Nothing is lost. Please tell support."
    ),
    "cli.disk_full": N_("This computer has no room left. Free some space, then try again."),
    "cli.file_trouble": N_(
        "A file could not be read or written. Look at its name, then try again."
    ),
    "cli.missing_argument": N_("A part of the command is missing. Add --help to see how it goes."),
    "cli.no_input": N_("Nothing came in. Give the record as JSON on standard input."),
    "cli.no_passphrase": N_(
        "The record is locked. Give the passphrase with --passphrase-stdin, or in a terminal."
    ),
    "cli.no_such_file": N_("There is no such file. Please look at its name and folder."),
    "cli.not_allowed": N_("This file may not be read or written here. Ask for the right to do so."),
    "cli.not_an_object": N_("Each record must be a JSON object with the names of its fields."),
    "cli.not_json": N_("This is not JSON. Look at quotes and commas, then try again."),
    "cli.not_utf8": N_("The letters are not UTF-8. Save the text as UTF-8, then try again."),
    "cli.passphrases_differ": N_("The two passphrases are not the same. Please type them again."),
    "cli.too_much_input": N_("That is too much at once. Please share it between several calls."),
    "cli.unknown_argument": N_("This option is not known. Add --help to see the ones that are."),
    "cli.unknown_command": N_("There is no such command. Use --help to see the ones there are."),
    "cli.wait_first": N_(
        "Please wait a little before the next try. The wait gets longer each time."
    ),
    "cli.wrong_value": N_("A value does not fit here. Add --help to see which ones do."),
    "packets.bad_profile": N_(
        "One of the school's own values can not be read. Look at it in the school's page."
    ),
    "packets.blocks_differ": N_(
        "The texts do not have the same parts. The first that differs is part {block}."
    ),
    "packets.cancelled": N_("Printing was stopped. Nothing was written."),
    "packets.label_full": N_(
        "The words of label {cell} do not fit. Shorten them, or take larger labels."
    ),
    "packets.missing_glyphs": N_(
        "No font here can write some letters of this part. Nothing was printed; change the marked "
        "words."
    ),
    "packets.no_texts": N_(
        "Nobody has written this page in that language yet. Print it in English."
    ),
    "packets.mistake_in_program": N_(
        "The program made a mistake with this page; the others were printed. Please tell its makers: "
        "{where}."
    ),
    "packets.not_written": N_(
        "This file could not be written. Look at the folder and the free room, then try again."
    ),
    "packets.not_utf8": N_(
        "The letters of this text are not UTF-8. Save it as UTF-8, then try again."
    ),
    "packets.picture_too_large": N_(
        "This picture is too large. Save a smaller copy of it, then take that one."
    ),
    "packets.picture_unreadable": N_(
        "This is not a picture that can be read. Take a PNG or JPEG file."
    ),
    "packets.private_value": N_(
        "This is private and is never put on a page for the family. Take it out and print again."
    ),
    "packets.same_language_twice": N_("Two texts are in the same language. Give each one its own."),
    "packets.text_count": N_("One to four texts fit on a page. Please choose which ones."),
    "packets.text_too_long": N_("This text is too long for a handout. Please make it shorter."),
    "packets.text_unreadable": N_("This text file can not be read. Look at its name and folder."),
    "packets.unknown_sheet": N_("This sheet of labels is not known. Known ones: {known}."),
    "packets.bad_request": N_(
        "What the page should say can not be read. The first wrong value is {field}."
    ),
    "packets.opted_out": N_("The family wants no name on public lists, so there is no badge."),
    "packets.unknown_document": N_("There is no such page to print. Known ones: {known}."),
    "packets.unknown_section": N_("There is no such part of the packet. Choose from the list."),
    "packets.value_missing": N_(
        "A value is missing, so nothing was printed. Fill it in on the school's page."
    ),
    "rosters.adult_without_name": N_("An adult has no name in the list, so the line was left out."),
    "rosters.adult_without_student": N_(
        "An adult in the list belongs to no child, so the line was left out."
    ),
    "rosters.broken_mapping": N_(
        "The list of matched columns can not be read. Match the columns once more."
    ),
    "rosters.broken_quotes": N_(
        "A quotation mark is never closed, so this line was left out. Export the list again."
    ),
    "rosters.broken_workbook": N_(
        "This workbook can not be read. Open it in its own program and save it again."
    ),
    "rosters.broken_zip": N_("This zip file is not whole. Copy or download it once more."),
    "rosters.cancelled": N_("Reading the list was stopped. Nothing was changed."),
    "rosters.cell_too_long": N_("One cell is much too long, so this line was left out."),
    "rosters.duplicate_id": N_("Two lines have the same number; the second was left out."),
    "rosters.encrypted_zip": N_("This zip file has a password. Unpack it first, then try again."),
    "rosters.forbidden_column": N_(
        "This column holds something a school should not copy here, so it can not be chosen."
    ),
    "rosters.line_too_long": N_("One line is much too long, so it was left out."),
    "rosters.link_between_students": N_(
        "A line links two children as if one were an adult, so it was left out."
    ),
    "rosters.link_without_student": N_("A link names no child of the list, so it was left out."),
    "rosters.mapping_needed": N_("We do not know these columns yet. Say once what each one holds."),
    "rosters.missing_id": N_("A line has no number of its own, so it was left out."),
    "rosters.missing_name": N_(
        "A line has no name, so it was left out. Add the name and try again."
    ),
    "rosters.more_refused": N_("More lines were left out than are shown here. Mend these first."),
    "rosters.no_such_file": N_("There is no such file or folder. Please look at its name."),
    "rosters.not_a_roster": N_(
        "This is not a class list we know. Choose another file, or say what its columns hold."
    ),
    "rosters.not_readable": N_("This file may not be read here. Ask for the right to read it."),
    "rosters.old_workbook": N_("This is an old workbook (.xls). Save it as .xlsx, then try again."),
    "rosters.suspicious_archive": N_(
        "This zip file does not look like a class list, so it was not opened. Ask who made it."
    ),
    "rosters.too_many_cells": N_(
        "A line has more cells than the list has columns; it was left out."
    ),
    "rosters.too_many_columns": N_("This list has too many columns. Keep the ones you need."),
    "rosters.too_many_rows": N_("This list is too long to read at once. Please split it."),
    "rosters.unclear_language": N_(
        "A language in the list can mean several. It was left open; ask the family."
    ),
    "rosters.unfit_value": N_("A value does not fit its field, so it was left out."),
    "rosters.unknown_field": N_("A column was matched to a field that does not exist. Look again."),
    "rosters.unknown_reference": N_(
        "A line names somebody who is not in the list, so the link was left out."
    ),
    "rosters.unreadable_day": N_("A date can not be read, so it was left empty."),
    "rosters.unreadable_encoding": N_(
        "Names look broken. Try another reading of the file, or save it as UTF-8."
    ),
    "rosters.unreadable_text": N_("A line holds signs that are not text, so it was left out."),
    "rosters.user_without_role": N_(
        "The list does not say what this person is at school, so the line was left out."
    ),
    "rosters.workbook_in_zip": N_("There is a workbook inside the zip file. Unpack it first."),
    "rosters.workbook_too_large": N_("This workbook is too large. Save the list as CSV instead."),
}
