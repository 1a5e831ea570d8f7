"""Judging the words of an answer: is it right, and do its quotes say what it says?"""
