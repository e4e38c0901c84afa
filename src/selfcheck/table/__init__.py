"""Many respondents: a table of answers in, the same table with scores out.

Rows go by one at a time, so memory does not grow with them. What a cell brings is worked out once
for every spelling that occurs, as one whole number that holds the points for every theme and a bit
for every question answered (`bit_fields`); a row is a sum of such numbers, and what a sum leads to
is worked out once by `scoring` and looked up from then on (`respondents`). So a million respondents
go through the code that one goes through, and every level is exact.

`reading` knows csv and encodings, `header` which column is which question, `cells` what a cell
says, `scores` how a score is spelled, `writing` how a file comes to be whole or not at all. `items`
hands the same rows on to the item analysis.
"""
