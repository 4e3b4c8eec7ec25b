"""Tests of veedor, in the order of its source."""
