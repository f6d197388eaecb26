"""Facts and a template in, a document or a message out."""
