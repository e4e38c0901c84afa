"""Bytes -> plain values and where each was written; where YAML stops, what was probably meant."""
