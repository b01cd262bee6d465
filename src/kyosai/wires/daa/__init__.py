"""デジタル認証アプリ — sign-in with the My Number card, as an OpenID provider."""
