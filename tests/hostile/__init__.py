"""いじわる — what somebody who means harm would send, and what must be answered."""
