"""How many have voted: noted once a day, told to officers and to the public, and looked ahead."""
