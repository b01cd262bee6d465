"""民間送達サービス — certificates go out to the boxes their holders named."""
