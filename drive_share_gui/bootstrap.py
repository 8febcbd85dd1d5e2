"""The one module that knows every layer and puts the program together."""
