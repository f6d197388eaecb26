"""What lines of files mean: columns, pupils, schools. No database here."""
