"""Keys, pseudonyms and the release rule: what an auditor reads alone. Imports nothing of ours."""
