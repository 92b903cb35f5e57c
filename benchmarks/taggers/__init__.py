"""rhi and its peers, each behind one small adapter that says what it reads in the same words.

An adapter gives a tool its best set-up for French and maps what the tool finds to the values of
`expressions/`. It adds nothing to a tool's reading and takes nothing away that the tool is sure of.
"""
