"""GビズID — sign-in of companies and sole proprietors, as an OpenID provider."""
