"""Exports of forms and of voting machines: what a careful human would count in each.

Written without sight of the reader of CSV, to judge it: `samples` are files by hand, `builder`
makes them by the thousand, `spreadsheets` puts the same tables into .xlsx and .ods, `verdict`
compares.
"""
