"""What we owe and what families offered: the board, and the dialog of one."""
