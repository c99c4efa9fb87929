"""Who somebody is here, how they are reached, and how they sign out everywhere."""
