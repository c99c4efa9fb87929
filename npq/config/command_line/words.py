"""What several commands say alike."""

PROVIDER = "The lead provider's name, as the service has it; capitals do not matter."
