"""全契約 — the same rules over arrays: a figure a contract, for everybody at once, in whole yen."""
