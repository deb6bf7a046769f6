"""What happens: a function an act; questions apart, in `queries`."""
