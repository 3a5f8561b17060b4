"""How files are read: cells, shapes of tables, workbooks as people keep them."""
