"""What people do in the queue: one function is one transaction, told in the order of the rules.

A command takes an open transaction first. It cannot commit, send, print or read the clock, and
it may call another command: both are then one transaction.
"""
