"""印刷会社（帳票BPO） — sealed packs go out; counts and returns come back as files."""
