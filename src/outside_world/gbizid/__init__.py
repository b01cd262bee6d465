"""GビズID — an OpenID provider for companies and sole proprietors: entry, member and prime."""
