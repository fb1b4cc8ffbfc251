"""How the shipped language pipelines are trained; nothing under ``src`` imports this package."""
