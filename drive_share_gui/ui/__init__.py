"""The dialog people see, drawn with Qt."""
