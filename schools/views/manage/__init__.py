"""Pages with which a school or another body arranges itself."""
