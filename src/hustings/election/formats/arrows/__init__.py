"""Rankings written with arrows between names, `Ann > Bo = Cy`: ABIF, CEF, plain lists of them."""
