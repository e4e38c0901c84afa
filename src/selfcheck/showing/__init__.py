"""Pages and messages for reading; each function renders or prints, none decides."""
