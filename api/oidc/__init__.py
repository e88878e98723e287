"""Unified sign-on (OpenID Connect 1.0): a client of one provider, the province's, and one to practise against."""
