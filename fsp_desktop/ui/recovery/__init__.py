"""The recovery sheet, made again for whoever put it off."""
