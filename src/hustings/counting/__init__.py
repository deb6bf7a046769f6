"""The law: rule sets, the engines that follow them, and the record they hand back."""
