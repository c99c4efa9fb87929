"""Assessment packs: rubric and case studies read, checked and made into what is published. Knows no database."""
