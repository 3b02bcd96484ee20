"""What connection management promises, and what people say that it promises."""
