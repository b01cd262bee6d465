"""郵便受入れ — paper comes in here: rebuilt from pixels, its square read, its boxes cut out."""
