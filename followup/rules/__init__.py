"""Rules of the absence day: plain values in, plain values out."""
