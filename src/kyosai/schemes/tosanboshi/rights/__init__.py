"""権利 — until when a claim may be made, before whom it is paid, and what must be given back."""
