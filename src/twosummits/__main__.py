"""`python -m twosummits` is the `twosummits` command."""

import sys

from twosummits.cli import main

sys.exit(main())
