"""The doubled system of deploy/, broken on purpose in network namespaces of its own."""
