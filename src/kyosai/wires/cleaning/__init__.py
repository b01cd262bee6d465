"""無害化 — every upload is rebuilt from its pixels, in a process that may do nothing else."""
