"""cxw: the command-line facilitator for customer-needs SWOT workshops."""

__version__ = "0.1.0"
