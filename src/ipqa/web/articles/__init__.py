"""The page of articles: what is listed, taken in and removed."""
