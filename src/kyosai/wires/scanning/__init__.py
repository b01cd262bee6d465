"""紙の読み取り — which form a rebuilt picture shows, and the boxes cut out of it."""
