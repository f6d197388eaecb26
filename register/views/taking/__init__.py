"""The register: its page, its marks, handing it in, and what a device keeps of it."""
