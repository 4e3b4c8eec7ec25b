"""Veedor follows a sanctions regime through the open press."""
