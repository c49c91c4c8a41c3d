// The first file of this room; its lexer, parser and printer join it.
