"""声 — what people think of a filing, and how many began one; nobody is named."""
