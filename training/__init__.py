"""How the data that ships was made, reproducibly. Nothing in the product imports it."""
