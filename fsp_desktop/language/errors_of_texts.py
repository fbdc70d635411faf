"""Sentences for trouble with the texts of the packets: wording them, signing them, files of them."""

from __future__ import annotations

from fsp_desktop.language.words import N_

TEXT_SENTENCES: dict[str, str] = {
    "packets.no_language_in_file": N_(
        "The file does not say into which language it translates. Say it, then try again."
    ),
    "packets.not_from_english": N_(
        "This file translates from another language. Our texts are translated from English."
    ),
    "packets.not_utf8_text": N_(
        "The letters of this file are not UTF-8. Save it as UTF-8, then try again."
    ),
    "packets.suspicious_text_file": N_(
        "This file holds more than it shows, or asks for other files. It was not read."
    ),
    "packets.text_file_broken": N_(
        "Line {line} of this file can not be read. Ask for the file again; nothing was changed."
    ),
    "packets.text_file_too_large": N_(
        "This file is too large for our texts. Look whether it is the right one."
    ),
    "packets.unknown_text_file": N_(
        "This is no file of our texts. It can be XLIFF 2, PO, Word or Excel, as we wrote it."
    ),
    "services.changed_since_read": N_(
        "Somebody has changed these words since you read them. Please read them once more."
    ),
    "services.english_has_changed": N_(
        "The English has changed since. Look at the words again before you sign them off."
    ),
    "services.english_needs_no_reader": N_(
        "This is the English everything is translated from. It needs no sign-off."
    ),
    "services.half_bold": N_(
        "Line {line} has half a pair of ** stars. It was not taken. Put in the other two stars."
    ),
    "services.lost_fill_in": N_(
        "Line {line} lost its “{what}”. It was not taken. Put it in again."
    ),
    "services.no_such_text": N_("There is no text of this name. Look at the list of texts."),
    "services.no_words_yet": N_("There are no words in this language yet. Write them first."),
    "services.nothing_signed": N_("Nobody has signed off these words, so nothing was taken back."),
    "services.other_language": N_(
        "This file is in another language than the one you chose. Choose its own language."
    ),
    "services.own_words": N_(
        "You wrote these words yourself. Somebody else who reads the language signs them off."
    ),
    "services.signed_off_already": N_("These words are signed off already. Nothing is to be done."),
    "services.text_too_long": N_(
        "Line {line} is much longer than its English. It was not taken. Make it shorter."
    ),
    "services.text_twice": N_(
        "Line {line} is in the file twice, with other words. Only the first was taken."
    ),
    "services.two_wordings": N_(
        "Two people have worded this at the same time. Choose one of the two first."
    ),
    "services.unknown_fill_in": N_(
        "Line {line} has a fill-in that its English does not have: {what}. It was not taken."
    ),
    "services.unknown_text": N_(
        "Line {line} is a text this program does not have. It was not taken. Look at its name."
    ),
    "services.words_to_mend": N_(
        "Something in these words has to be mended first. See the checks."
    ),
}
