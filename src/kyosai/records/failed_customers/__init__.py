"""倒産した取引先 — failures decided once, for everybody who claims on them."""
