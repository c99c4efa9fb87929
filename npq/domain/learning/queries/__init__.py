"""What may be asked about courses and their study."""
