"""Words that give away whose response it is, looked for before it is sent in. In: the text, and names its writer knows.

Careful in one direction: a word that means something by itself (“park”, “grace”) is a name only where it is written as
one, and what the case study says itself gives nobody away. What is found is shown to the writer, who decides.
"""

from npq.domain.assessment.rules.identifying.find import Found, Search, identifying_words
from npq.domain.assessment.rules.identifying.patterns import Kind, Name

__all__ = ["Found", "Kind", "Name", "Search", "identifying_words"]
