"""How bytes travel: the only code that opens sockets."""
