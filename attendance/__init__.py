"""The installation: wires the apps together and decides nothing."""
