"""Figures that measure a firm: revenue, profit, prices, shares, customers, spending, headcount."""
