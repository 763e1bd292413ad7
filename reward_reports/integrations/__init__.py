"""Callbacks for the training scripts of other libraries; each module imports its own library."""
