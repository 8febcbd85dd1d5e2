"""The smallest dialog with the fields of ours: what starting PySide6 costs whoever starts it."""

import sys

from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout

application = QApplication(sys.argv)
dialog = QDialog()
layout = QVBoxLayout(dialog)
for _ in range(4):
    layout.addWidget(QLineEdit())
layout.addWidget(QPlainTextEdit())
for text in ("Close", "Share"):
    layout.addWidget(QPushButton(text))
dialog.show()
sys.exit(application.exec())
