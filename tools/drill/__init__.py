"""The doubled system, broken on purpose: what deploy/ describes, in network namespaces of its own."""
