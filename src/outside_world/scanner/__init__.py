"""郵便とスキャナー — people who fill in printed forms by hand, and the scanner of the mail room."""
