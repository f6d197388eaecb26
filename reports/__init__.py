"""Reads only: homes, figures, trackers, exports."""
