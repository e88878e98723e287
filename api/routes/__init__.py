"""One module a noun; `BLUEPRINTS` lists what the application serves."""
