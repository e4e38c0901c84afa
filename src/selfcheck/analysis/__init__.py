"""Item analysis: do the questions of a theme work? Pure.

`tally` adds up respondents, exactly; `matrix` and `figures` make figures of the sums. The rules:

A1  Covariances are pairwise complete: those of two questions are over the respondents who answered
    both, a variance over all who answered that one. Divided by n - 1.
A2  alpha = k / (k - 1) x (1 - sum of variances / variance of the sum) over the k questions of a
    theme (Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests.
    Psychometrika, 16, 297-334); the variance of the sum is the sum of the whole matrix.
A3  alpha_without is the alpha of the others.
A4  item_rest_r is the corrected item-total correlation: of the question with the sum of the
    others (Nunnally, J. C., & Bernstein, I. H. (1994). Psychometric Theory, 3rd ed., ch. 8), its
    covariance with that sum over the product of the two standard deviations.
A5  What cannot be worked out is None: a covariance of fewer than two respondents, an alpha of
    fewer than two questions, anything divided by a variance that is not above zero.
A6  Below 30 respondents, figures say little; an item_rest_r below 0.2 says that a question pulls
    against its theme (Kline, P. (1986). A Handbook of Test Construction), one below zero that it
    was probably meant to be turned round.
A7  What gaps bring out of its range (an alpha above 1, a correlation beyond -1 to 1; the matrix is
    then none of any sums) is None, and a variance of the sum that is not above zero is said.
A8  The interval of alpha is Feldt's (`intervals`). Correlations of themes are Pearson's; corrected
    for attenuation, r / sqrt(alpha x alpha) (Spearman, C. (1904). The proof and measurement of
    association between two things. American Journal of Psychology, 15, 72-101); not where themes
    share a question, whose error they share.
"""
