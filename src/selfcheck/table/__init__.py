"""Many respondents: a table of answers in, the same table with scores out.

Rows go by one at a time, so memory does not grow with them. What a cell brings is worked out once
for every spelling that occurs, as one whole number that holds the points for every theme and a bit
for every question answered (`bit_fields`); a row is a sum of such numbers, and what a sum leads to
is worked out once by `scoring` and looked up from then on (`respondents`). So a million respondents
go through the code that one goes through, and every level is exact.

`reading` knows files, encodings and `lines`, `kinds` what is no table; `header` which columns are
which question, `layouts` what exports look like, `headings` which rows belong to nobody, `coverage`
what a missing column keeps from safety texts; `cells` what a cell says, with `names` of answers,
compared as they are seen (`plain`), and `joined` where several stand in one. `arrangement` brings
every layout into one: a cell a question. `scores` knows how a score is spelled, `writing` how a
file comes to be whole or not at all. `items` hands the same rows on to the item analysis.
"""
