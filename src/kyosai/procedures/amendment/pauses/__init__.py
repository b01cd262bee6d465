"""掛止めと納期延長 — months that are not paid, or paid later."""
