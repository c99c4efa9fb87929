"""Course packs: a folder of Markdown and tables read, checked and made into what is published. Knows no database."""
