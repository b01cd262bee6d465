"""掛金の請求 — which month a form acts on, what each debit takes, and what follows a failed one."""
