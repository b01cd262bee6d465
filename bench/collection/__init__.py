"""H1, H11: the month over a made-up country, with the functions the clock calls."""
