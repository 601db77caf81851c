"""How often Python looks for objects that hold each other in a circle."""

import gc


def collect_seldom() -> None:
    """Looks after each 100,000 new objects instead of 700.

    While a large page is read, each look goes through all that was read of it so far: half of what
    such a page costs, and a tenth of a round. A page's own objects hold no circles.
    """
    gc.set_threshold(100_000, 10, 10)
