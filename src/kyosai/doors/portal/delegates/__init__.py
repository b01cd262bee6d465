"""代理 — a holder invites somebody, who prepares what the holder then sends."""
