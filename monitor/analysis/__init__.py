"""Analysis: what one mention says, found by rules and lexicons, with the words each finding rests on."""
