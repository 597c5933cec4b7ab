"""What is stored on disk: case files, the encrypted library, its backups and its trail."""
