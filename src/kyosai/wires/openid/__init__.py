"""OpenID Connect — what every sign-in checks alike, whichever provider it goes to."""
