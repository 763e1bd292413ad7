"""The reward map: one picture of what a system is rewarded for, from where, and whom it meets.

`reading` makes a `RewardMap` of a report, without coordinates; `wide` and `narrow` lay it out as shapes with boxes; `svg` writes
them; `sentences` says the same in words. The layout is a function of the report alone: nothing is random, and nothing is
measured in a browser.
"""
