"""担当者 — who may do what, at which desk."""
