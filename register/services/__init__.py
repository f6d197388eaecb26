"""Acts on registers. `record_marks` writes every mark, whoever asks."""
