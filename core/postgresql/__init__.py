"""Django's PostgreSQL backend, without a question to the server before each request."""
