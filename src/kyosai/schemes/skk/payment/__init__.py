"""支給 — how a benefit is paid: at once or in instalments, to survivors, and until when."""
