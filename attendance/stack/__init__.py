"""Runs an installation: database, broker, web, worker and beat.

Imports no Django, and where it prepares a machine (bootstrap) nothing but the standard
library, so that it works before anything is built. Tests and the bench need only
`services.running_services`.
"""
