"""The office: pages on which officers run the election. Thin: every act is one of the domain."""
