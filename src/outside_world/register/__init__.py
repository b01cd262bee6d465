"""法人番号公表サイト — fictional companies in the published message form."""
