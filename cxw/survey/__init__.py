"""The kit with which customers are asked: one questionnaire, written for each way of asking.

Nothing of the room's answers, names or numbers is in it: a questionnaire holds the needs in customers' words
and the names of the companies, and every file is made of a questionnaire alone.
"""
