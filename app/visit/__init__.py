"""Authentication of browsers: signed cookies, sign-in, and throttling of wrong passwords."""
