"""What everything is made of: values only, standard library only."""
