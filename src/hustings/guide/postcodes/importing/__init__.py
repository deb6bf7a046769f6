"""An index of postcodes from a directory of them, such as ONSPD or Code-Point Open."""
