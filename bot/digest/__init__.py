"""The weekly digest: exact rows → Published (frozen) → the forms people see."""
