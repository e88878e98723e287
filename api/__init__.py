"""What the platform says: routes, schemas, rendering, jobs and the command line."""
