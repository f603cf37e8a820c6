"""Reads the news and gives back when things happened."""
