"""What makes the documentation and checks a release; no part of the installed package."""
