"""What real copies suffer, one subject per file: draft in, damaged draft out, with the answers that still hold.

What this is: each function takes a `Draft` (or a `Print`, where the damage is to characters) and a `random.Random`,
and returns the damaged one, in which cells whose place or meaning the damage blurs are doubted.
What to add here: a kind of damage seen in a real copy.
What to keep out: damage that leaves the answers of cells standing which a careful person could no longer give.
"""
