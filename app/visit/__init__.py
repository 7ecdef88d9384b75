"""Who a browser is, without a name: signed cookies, signing in, and wrong passwords slowed down."""
