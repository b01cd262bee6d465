"""Kyosai: the open platform of two mutual-aid schemes for small businesses."""
