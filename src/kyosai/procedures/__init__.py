"""What may be done: one public function, one transaction."""
