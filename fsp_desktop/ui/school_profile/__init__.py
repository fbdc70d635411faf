"""The school's own data for packets: times, numbers, days, and who meets families."""
