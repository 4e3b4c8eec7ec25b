"""What a sentence speaks of, judged by a model that was trained on labelled passages.

`fields` finds the words of a pack's sets in a sentence, `features` what speaks for and against
each measure that has a word there, `model` weighs it, and `supposing` makes a candidate of what
the model takes for a statement though no indicator fits it.
"""
