"""Workloads beside their yardsticks, in one run."""
