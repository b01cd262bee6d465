"""What is deployed where: settings, urls, wiring; no logic."""
