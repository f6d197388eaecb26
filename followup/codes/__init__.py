"""Tables that ship with the product: ready ladders and wordings. Loaded once as rows."""
