"""The ways from one released schema to the next, run by Alembic."""
