"""What firms make: products, models and their releases, plants, makers."""
