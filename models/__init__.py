"""What the platform remembers: tables and the SQL over them."""
