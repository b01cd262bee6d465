"""デジタル認証アプリ — an OpenID provider that plays the card tap."""
