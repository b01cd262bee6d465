"""まとめて払う — several months in one debit: once, every year, or by payment class."""
