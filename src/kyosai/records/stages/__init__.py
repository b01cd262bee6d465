"""受け方の段階 — since when a procedure is online by default, or online only; dated rows."""
