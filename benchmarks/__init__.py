"""Side-by-side measurements, runnable. Nothing in the product imports them."""
