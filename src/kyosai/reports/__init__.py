"""What can be read out: reads only, never writes."""
