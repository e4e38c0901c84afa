"""Files as every room writes them: whole or not at all, and through no link of somebody else's."""
