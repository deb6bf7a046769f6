"""Words and pictures: what people read of a count and of a plan; languages, QR codes, paper."""
