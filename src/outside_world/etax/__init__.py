"""e-Tax — hands a sample person the signed 受信通知 of a tax return."""
