"""The official bulletin: its numbers, its sentences, its attachments, and the .docx they stand in."""
