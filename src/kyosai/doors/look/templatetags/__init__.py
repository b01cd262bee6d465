"""書き表し方の札 — template tags both sites use."""
