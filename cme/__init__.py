"""Joiners and leavers, returns to the authority, children missing education."""
