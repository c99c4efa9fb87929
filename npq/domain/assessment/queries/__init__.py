"""What may be asked about case studies, by whom they may be seen."""
