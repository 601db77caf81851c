"""Dates as government pages write them: read out of text and addresses, years settled by order."""
