"""The window around the screens: navigation, header, status sentence, menus, toasts and the lock."""
