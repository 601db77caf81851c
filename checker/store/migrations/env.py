"""What alembic runs: the migrations, on the connection and in the transaction it was handed.

To change the schema: change tables.py, add versions/NNNN_what.py that leads there from the last
revision, and keep `op.batch_alter_table` for SQLite, which cannot alter a column. A test compares
the migrated database with tables.py.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
