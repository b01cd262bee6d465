"""代理 — who may prepare what for whom until when, what they did, and what waits for a yes."""
