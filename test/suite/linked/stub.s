// Functions without bodies are allowed in packages that have assembly.
