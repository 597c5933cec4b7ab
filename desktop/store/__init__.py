"""What is kept on disk: case files, the encrypted library, its backups and its trail."""
