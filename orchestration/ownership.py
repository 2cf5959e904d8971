"""Who answers for the assets."""

OWNERS = ["team:ogi-warehouse"]
