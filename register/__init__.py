"""Sessions, marks and their ledger, the national code table, registers of a day."""
