"""口座振替受付 — what the registration hub and we say to each other, signed, and its daily file.

No agency publishes these messages: the protocol is our own (mark D) and lives behind one wire.
"""
